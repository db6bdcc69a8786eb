package dev.srlstream.torchscript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The archive as a file; that libtorch loads it, {@code TorchSrlModelTest} shows. */
class SrlBertArchiveTest {
    private static final BertConfig CONFIG = new BertConfig(2, 8, 2, 12, 10, 16, 2, 1e-12);
    private static final int LABELS = 5;
    /** So wide that its feed-forward can be cut. */
    private static final BertConfig PANELLED = new BertConfig(2, 8, 2, 1536, 10, 16, 2, 1e-12);

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void writesEqualBytesForEqualWeights(ScriptTarget target) throws IOException {
        // When
        Path first = write("first.pt", weights(1), target);
        Path second = write("second.pt", weights(1), target);
        Path other = write("other.pt", weights(2), target);

        // Then
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(Files.mismatch(first, other)).isPositive();
    }

    /** The cache knows archives by their version: two that differ must not share one. */
    @ParameterizedTest
    @CsvSource({
        "CPU, CUDA, 829f1cff0aaa1547688a219d24cdd8e3088ab5dc9f5a6b0a6f25279275b592ab",
        "PORTABLE, PORTABLE, 9e2d8bc70072614fac4541746b7af73473536cd0b9c9a4b80c7aa0edea880d97"
    })
    void changesItsBytesOnlyTogetherWithItsVersion(ScriptTarget from, ScriptTarget to, String digest) throws Exception {
        // When
        StringBuilder all = new StringBuilder();
        for (ScriptTarget target : EnumSet.range(from, to)) {
            for (Precision precision : Precision.values()) {
                if (target.knows(precision)) {
                    all.append(digest(target, precision, Recipe.PLAIN));
                }
            }
        }

        // Then
        assertThat(SrlBertArchive.GENERATOR_VERSION + " "
                        + Sha256.of(all.toString().getBytes(StandardCharsets.US_ASCII)))
                .as("raise GENERATOR_VERSION and write the new digest here")
                .isEqualTo("4 " + digest);
    }

    @Test
    void changesTheBytesOfOtherRecipesOnlyTogetherWithItsVersion() throws Exception {
        // When
        StringBuilder all = new StringBuilder();
        for (Recipe.Products products : Recipe.Products.values()) {
            for (Recipe.Operand operand : Recipe.Operand.values()) {
                all.append(digest(ScriptTarget.CPU, Precision.INT8, new Recipe(products, operand)));
            }
        }

        // Then
        assertThat(SrlBertArchive.GENERATOR_VERSION + " "
                        + Sha256.of(all.toString().getBytes(StandardCharsets.US_ASCII)))
                .as("raise GENERATOR_VERSION and write the new digest here")
                .isEqualTo("4 080cab4e1c3af0ff16c4ec2b373f49c2c95e4fad381c81fcaa80a2fe6f2d6723");
    }

    private String digest(ScriptTarget target, Precision precision, Recipe recipe) throws IOException {
        Path file = folder.resolve(target + "-" + precision + "-" + recipe.key() + ".pt");
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SrlBertArchive(RandomWeights.of(PANELLED, LABELS, 1), PANELLED, target, precision, recipe)
                    .write(out, fraction -> {});
        }
        return Sha256.of(file);
    }

    @Test
    void hasNoPartsForOtherTargetsThanTheProcessor() {
        // Given
        Recipe apart = new Recipe(Recipe.Products.APART, Recipe.Operand.COPY);

        // When
        var refused = assertThatThrownBy(
                () -> new SrlBertArchive(weights(1), CONFIG, ScriptTarget.CUDA, Precision.FP32, apart));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class).hasMessageContaining("cuda have no parts");
    }

    @Test
    void holdsEveryWeightOnceAtAMultipleOfSixtyFourBytes() throws IOException {
        // Given
        StateDict weights = weights(1);

        // When
        String archive = latin1(Files.readAllBytes(write("model.pt", weights, ScriptTarget.CPU)));

        // Then
        for (Map.Entry<String, Tensor> weight : weights.tensors().entrySet()) {
            String content = latin1(float32(weight.getValue()));
            assertThat(archive).as(weight.getKey()).containsOnlyOnce(content);
            // The attention's keys and values follow its queries in one tensor.
            if (!weight.getKey().matches(".*self\\.(key|value)\\..*")) {
                assertThat(archive.indexOf(content) % 64).as(weight.getKey()).isZero();
            }
        }
    }

    @Test
    void storesTheChecksumOfEveryEntry() throws IOException {
        // When
        Path archive = write("model.pt", weights(1), ScriptTarget.CPU);

        // Then
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                CRC32 crc = new CRC32();
                crc.update(zip.getInputStream(entry).readAllBytes());
                assertThat(entry.getCrc()).as(entry.getName()).isEqualTo(crc.getValue());
            }
        }
    }

    @Test
    void canBeReadAsAStream() throws IOException {
        // Given
        Path archive = write("model.pt", weights(1), ScriptTarget.CUDA);

        // When
        List<String> names = new ArrayList<>();
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                zip.readAllBytes();
                names.add(entry.getName());
            }
        }

        // Then
        assertThat(names)
                .contains(
                        "srl_bert/data.pkl",
                        "srl_bert/constants.pkl",
                        "srl_bert/version",
                        "srl_bert/byteorder",
                        "srl_bert/code/__torch__/srl.py");
    }

    @Test
    void namesTheWeightThatIsMissing() {
        // Given
        StateDict empty = new StateDict(Map.of());

        // When
        var refused = assertThatThrownBy(
                () -> new SrlBertArchive(empty, CONFIG, ScriptTarget.CPU, Precision.FP32, Recipe.PLAIN));

        // Then
        refused.isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bert_model.embeddings.word_embeddings.weight");
    }

    @Test
    void refusesWeightsBeyondFourGibibytesBeforeItWritesAny() throws IOException {
        // Given
        Map<String, Tensor> tensors = new LinkedHashMap<>(weights(1).tensors());
        tensors.put("bert_model.embeddings.word_embeddings.weight", new ClaimedTensor(1L << 30));
        SrlBertArchive archive =
                new SrlBertArchive(new StateDict(tensors), CONFIG, ScriptTarget.CPU, Precision.FP32, Recipe.PLAIN);
        Path file = folder.resolve("huge.pt");

        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            // When
            var refused = assertThatThrownBy(() -> archive.write(out, fraction -> {}));

            // Then
            refused.isInstanceOf(IOException.class).hasMessageContaining("4 GiB");
        }
        assertThat(file).isEmptyFile();
    }

    private Path write(String name, StateDict weights, ScriptTarget target) throws IOException {
        Path file = folder.resolve(name);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            new SrlBertArchive(weights, CONFIG, target, Precision.FP32, Recipe.PLAIN).write(out, fraction -> {});
        }
        return file;
    }

    private static StateDict weights(long seed) {
        return RandomWeights.of(CONFIG, LABELS, seed);
    }

    private static byte[] float32(Tensor tensor) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tensor.readFloat32(chunk -> {
            byte[] bytes = new byte[chunk.remaining()];
            chunk.get(bytes);
            out.writeBytes(bytes);
        });
        return out.toByteArray();
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Says how large it is and cannot be read. */
    private record ClaimedTensor(long elements) implements Tensor {
        @Override
        public DType dtype() {
            return DType.FLOAT32;
        }

        @Override
        public long[] shape() {
            return new long[] {elements};
        }

        @Override
        public void readFloat32(Sink sink) {
            throw new AssertionError("must not be read");
        }

        @Override
        public void readInt64(Sink sink) {
            throw new AssertionError("must not be read");
        }
    }
}
