package dev.srlstream.fuzz;

import dev.srlstream.checkpoint.ArchiveWriter;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.weights.TorchWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** What mutations begin from: files that real PyTorch wrote, and the small model of the tests in every form. */
final class Seeds {
    private static final Path WILD = Path.of("src/test/resources/wild");
    private static final String MARK = "\ufeff";
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    private Seeds() {}

    static List<byte[]> of(Target target) throws IOException {
        var model = new TinyModel();
        return switch (target) {
            case PICKLE -> pickles();
            case TORCH_ZIP -> wild(true);
            case TORCH_LEGACY -> wild(false);
            case SAFETENSORS -> List.of(safetensors());
            case ARCHIVE -> {
                ArchiveWriter archive = ArchiveWriter.of("", model.contents());
                byte[] tar = archive.tar();
                yield List.of(
                        tar,
                        ArchiveWriter.gzip(tar),
                        ArchiveWriter.of("model/", model.contents()).tar(),
                        ArchiveWriter.of("a/b/", model.contents())
                                .special("a/weights.th", TarConstants.LF_SYMLINK, "b/weights.th")
                                .special("a/b/bert_config.json", TarConstants.LF_LINK, "a/b/config.json")
                                .file("a/b/config.json", new byte[0])
                                .tar());
            }
            case CONFIGURATION ->
                List.of(
                        configuration(model),
                        configuration(
                                model.edited("config.json", "{\"dataset", MARK + "// a\n{seed: 'b', # c\n\"dataset")
                                        .edited("config.json", "}}", ",} + local std.x |||\n|||,}")));
            case CHECKPOINT -> {
                List<byte[]> inputs = new ArrayList<>();
                for (Policy policy : Policy.values()) {
                    inputs.add(behind(policy, TorchWriter.zip(model.tensors)));
                    inputs.add(
                            behind(policy, TorchWriter.legacy(new TinyModel().withPositionIds(0, 1, 2, 3, 4).tensors)));
                }
                yield inputs;
            }
        };
    }

    private static List<byte[]> wild(boolean zips) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path path : wild()) {
            byte[] file = Files.readAllBytes(path);
            if (isZip(file) == zips) {
                files.add(file);
            }
        }
        return files;
    }

    private static List<byte[]> pickles() throws IOException {
        List<byte[]> pickles = new ArrayList<>();
        for (Path path : wild()) {
            if (isZip(Files.readAllBytes(path)) && !path.endsWith("truncated.th")) {
                try (var zip = new ZipFile(path.toFile());
                        var pickle = zip.getInputStream(zip.entries().nextElement())) {
                    pickles.add(pickle.readAllBytes());
                }
            }
        }
        return pickles;
    }

    private static List<Path> wild() throws IOException {
        try (Stream<Path> files = Files.list(WILD)) {
            return files.filter(path -> !path.toString().endsWith(".py"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isZip(byte[] file) {
        return ByteBuffer.wrap(file).limit(ZIP.length).equals(ByteBuffer.wrap(ZIP));
    }

    private static byte[] safetensors() {
        byte[] header = """
                {"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},\
                "b":{"dtype":"I64","shape":[],"data_offsets":[24,32]},"c":{"dtype":"BF16","shape":[0,7],"data_offsets":[32,32]}}""".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + header.length + 32)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
    }

    private static byte[] configuration(TinyModel model) {
        List<String> contents = ConfigurationFuzz.FILES.stream()
                .map(file -> model.files.getOrDefault(file, ""))
                .toList();
        return String.join(ConfigurationFuzz.SEPARATOR, contents).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] behind(Policy policy, byte[] weights) {
        var input = new ByteArrayOutputStream();
        input.write(CheckpointFuzz.POLICIES.indexOf(policy));
        input.writeBytes(weights);
        return input.toByteArray();
    }
}
