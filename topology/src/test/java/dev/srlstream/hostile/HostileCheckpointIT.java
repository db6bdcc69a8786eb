package dev.srlstream.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Execution(ExecutionMode.CONCURRENT)
class HostileCheckpointIT {
    /** Files that real PyTorch wrote. */
    private static final Path WILD = Path.of("../model-warmup/src/test/resources/wild");

    private static final String NAME = "weights.th";

    private final Path folder;
    private final Path model;

    HostileCheckpointIT(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.model = Files.createDirectories(folder.resolve("model"));
        Files.createDirectory(model.resolve("vocabulary"));
        Files.writeString(model.resolve("vocabulary/labels.txt"), "O\nB-V\nI-V\n");
        Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n");
        Files.writeString(model.resolve("bert_config.json"), """
            {"num_hidden_layers": 1, "hidden_size": 4, "num_attention_heads": 2, "intermediate_size": 8,
             "vocab_size": 6, "max_position_embeddings": 5, "type_vocab_size": 2, "do_lower_case": true}\
            """);
    }

    static Stream<Arguments> pickles() {
        return new TreeMap<>(Pickles.all())
                .entrySet().stream()
                        .map(pickle -> argumentSet(
                                pickle.getKey(),
                                pickle.getValue().file(),
                                pickle.getValue().refusal()));
    }

    @ParameterizedTest
    @MethodSource("pickles")
    @Tag("long")
    void refusesHostilePickles(byte[] content, String refusal) throws Exception {
        // Given
        Path file = Files.write(model.resolve(NAME), content);

        // When
        AuditProcess audit = AuditProcess.of(file, folder);

        // Then
        requireRefusal(audit, 4, NAME, refusal);
    }

    static Stream<Arguments> containers() {
        return Stream.of(
                argumentSet("a zip bomb", zipBomb(), "inflate to more than 100 times the file"),
                argumentSet("overlapping records", overlapping(), "archive/data/1 is not where"),
                argumentSet(
                        "a gzip bomb",
                        Containers.gzip(tar("weights.th", '0', new byte[64 << 20])),
                        "announces 67108864 bytes, more than the"),
                argumentSet("50,000 gzip members without content", emptyMembers(), "holds no tar archive"),
                argumentSet("a tar that climbs", tar("../../pwned", '0', new byte[1]), "leads out of the archive"),
                argumentSet("an absolute tar", tar("/tmp/pwned", '0', new byte[1]), "absolute or foreign path"),
                argumentSet(
                        "a symbolic link",
                        Containers.tar("weights.th", '2', "/etc/passwd", new byte[0]),
                        "weights.th is a symbolic link to /etc/passwd, not the file itself"),
                argumentSet(
                        "a hard link",
                        Containers.tar("weights.th", '1', "/etc/passwd", new byte[0]),
                        "weights.th is a hard link to /etc/passwd, not the file itself"),
                argumentSet("a half archive", half(Containers.gzip(tar("weights.th", '0', noise()))), "fetch it again"),
                argumentSet(
                        "a safetensors header of 2^63",
                        safetensors(Long.MIN_VALUE, "{\"a\":{}}"),
                        "its header claims 9223372036854775808 bytes"),
                argumentSet(
                        "safetensors beyond its end",
                        safetensors(-1, "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}}"),
                        "tensor a has the data offsets [0, 36] in 0 bytes"),
                argumentSet(
                        "a safetensors key that moves the cursor",
                        safetensors(-1, "{\"\\u001b[2J\\u009b2J\":{}}"),
                        "names a tensor ?[2J?2J"),
                argumentSet(
                        "a Git LFS pointer",
                        "version https://git-lfs.github.com/spec/v1\n".getBytes(ISO_8859_1),
                        "run git lfs pull"),
                argumentSet(
                        "a web page", "<!DOCTYPE html><title>Sign in</title>".getBytes(ISO_8859_1), "is a web page"),
                argumentSet("nothing", new byte[0], "is an empty file"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    @Tag("long")
    void refusesHostileContainers(byte[] content, String refusal) throws Exception {
        // Given
        Path file = Files.write(model.resolve(NAME), content);

        // When
        AuditProcess audit = AuditProcess.of(file, folder);

        // Then
        requireRefusal(audit, 4, NAME, refusal);
    }

    @ParameterizedTest
    @CsvSource({
        "attack.th, data.pkl at byte .* calls posix.system",
        "legacy-attack.th, at byte .* calls posix.system",
        "whole-module.th, data.pkl at byte .* calls",
        "truncated.th, no zip directory at its end",
        "flipped.th, has CRC-32",
        "legacy-truncated.th, ends within storage"
    })
    void refusesWhatPytorchWroteForAnAttackerOrAccident(String name, String refusal) throws Exception {
        // Given
        Path file = Files.copy(WILD.resolve(name), model.resolve(name));

        // When
        AuditProcess audit = AuditProcess.of(file, folder);

        // Then
        requireRefusal(audit, 4, name, "");
        assertThat(audit.err()).containsPattern(refusal);
    }

    @Test
    void refusesAPipeThatNobodyWritesInto() throws Exception {
        // Given
        Path pipe = model.resolve(NAME);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        // When
        AuditProcess audit = AuditProcess.of(pipe, folder);

        // Then
        requireRefusal(audit, 4, NAME, "is no regular file");
    }

    @Test
    @Tag("long")
    void refusesTwoGigabytesOfZerosAtOnce() throws Exception {
        // Given
        Path file = model.resolve(NAME);
        try (var sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(2L << 30);
        }

        // When
        AuditProcess audit = AuditProcess.of(file, folder);

        // Then
        requireRefusal(audit, 4, NAME, "is zeros from its beginning");
    }

    @Test
    void failsWithoutBlameOnAnotherSortOfModel() throws Exception {
        // Given
        Files.writeString(model.resolve("config.json"), "{\"model\": {\"type\": \"coref\"}}");
        Files.writeString(model.resolve(NAME), "never read");

        // When
        AuditProcess audit = AuditProcess.of(model, folder);

        // Then
        requireRefusal(audit, 1, "model", "a model of type coref");
    }

    private static void requireRefusal(AuditProcess audit, int exitCode, String file, String refusal) {
        assertThat(audit.exitCode()).as(audit.err()).isEqualTo(exitCode);
        assertThat(audit.err()).hasLineCount(1).contains(file).contains(refusal).doesNotContain("\tat ");
        assertThat(audit.err().strip()).hasSizeLessThan(600).doesNotContainPattern("\\p{Cc}");
        assertThat(audit.out()).isEmpty();
        assertThat(audit.left()).isEmpty();
    }

    private static byte[] zipBomb() {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put("archive/data.pkl", "\u0080\u0002}.".getBytes(ISO_8859_1));
        for (int i = 0; i < 10; i++) {
            records.put("archive/data/" + i, new byte[15 << 20]);
        }
        return Containers.zip(records, true);
    }

    /** Two records of which the second is said to lie where the first does. */
    private static byte[] overlapping() {
        Map<String, byte[]> records = new LinkedHashMap<>();
        records.put("archive/data/0", new byte[4]);
        records.put("archive/data/1", new byte[4]);
        String storage =
                "(X\u0007\u0000\u0000\u0000storagectorch\nFloatStorage\nX\u0001\u0000\u0000\u00001X\u0003\u0000\u0000\u0000cpuK\u0001tQ";
        String pickle = "\u0080\u0002}X\u0001\u0000\u0000\u0000actorch._utils\n_rebuild_tensor\n(" + storage
                + "K\u0000K\u0001\u0085K\u0001\u0085tRs.";
        records.put("archive/data.pkl", pickle.getBytes(ISO_8859_1));
        byte[] zip = Containers.zip(records, false);
        int second = new String(zip, ISO_8859_1).lastIndexOf("archive/data/1") - 46;
        ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(second + 42, 0);
        return zip;
    }

    private static byte[] emptyMembers() {
        var gzip = new ByteArrayOutputStream();
        byte[] empty = Containers.gzip(new byte[0]);
        for (int i = 0; i < 50_000; i++) {
            gzip.writeBytes(empty);
        }
        return gzip.toByteArray();
    }

    private static byte[] tar(String name, char type, byte[] content) {
        return Containers.tar(name, type, "", content);
    }

    private static byte[] noise() {
        var noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** @param claimed length of the header; -1 for the true one */
    private static byte[] safetensors(long claimed, String header) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimed == -1 ? json.length : claimed)
                .put(json)
                .array();
    }
}
