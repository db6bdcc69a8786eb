package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.fuzz.TarRepair;
import dev.srlstream.refusal.CheckpointException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives and files around the weights that ask for more memory, stack or disk than they can need. */
class ArchiveBoundsTest {
    private static final int SIZE_AT = 124;
    private static final int TYPE_AT = 156;

    private final Path directory;
    private final Path scratch;

    ArchiveBoundsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.scratch = Files.createDirectory(directory.resolve("scratch"));
    }

    static Stream<Arguments> greedy() {
        var folders = new ArchiveWriter();
        for (int i = 0; i < 5; i++) {
            folders.file("m" + i + "/vocab.txt", new byte[7 << 20]);
        }
        byte[] longName = ("d/" + "n".repeat(1100) + "\0").getBytes(StandardCharsets.UTF_8);
        var attributes = new StringBuilder();
        for (int i = 100; i < 201; i++) {
            attributes.append("9 k").append(i).append("=v\n");
        }
        byte[] pax = attributes.toString().getBytes(StandardCharsets.UTF_8);
        byte[] global = new ArchiveWriter()
                .special("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC, pax)
                .file("config.json", new byte[0])
                .tar();
        global[TYPE_AT] = TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER;
        byte[] lie = ArchiveWriter.of("", Map.of("weights.th", new byte[3])).tar();
        byte[] size = "77777777777".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(size, 0, lie, SIZE_AT, size.length);
        return Stream.of(
                argumentSet(
                        "many folders",
                        folders.tar(),
                        "configurations and vocabularies take more than the 33554432 bytes"),
                argumentSet(
                        "a long path",
                        new ArchiveWriter()
                                .special("name", TarConstants.LF_GNUTYPE_LONGNAME, longName)
                                .file("short", new byte[0])
                                .tar(),
                        "has a path of 1102 characters"),
                argumentSet(
                        "a gzip whose name never ends",
                        gzipNamed(2 << 20),
                        "the name and attributes of a member take more than 1048576 bytes"),
                argumentSet("attributes for all members", TarRepair.of(global), "more than 100 extended attributes"),
                argumentSet("8 GiB in a tar of 10 KiB", TarRepair.of(lie), "announces 8589934591 bytes"),
                argumentSet("8 GiB in a gzip", ArchiveWriter.gzip(TarRepair.of(lie)), "announces 8589934591 bytes"));
    }

    private static byte[] gzipNamed(int characters) {
        byte[] head = {0x1f, (byte) 0x8b, 8, 8, 0, 0, 0, 0, 0, 0};
        byte[] gzip = Arrays.copyOf(head, head.length + characters);
        Arrays.fill(gzip, head.length, gzip.length, (byte) 'a');
        return gzip;
    }

    @ParameterizedTest
    @MethodSource("greedy")
    void refusesArchivesThatAskForTooMuch(byte[] archive, String reason) throws IOException {
        // Given
        Path path = Files.write(directory.resolve("model.tar"), archive);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(path), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void readsAGzipOfAnyNumberOfMembers() throws Exception {
        // Given: 50,000 members without content, in which Java's own reader runs out of stack, then an archive in two
        byte[] tar = ArchiveWriter.of("", new TinyModel().contents()).tar();
        var gzip = new ByteArrayOutputStream();
        byte[] empty = ArchiveWriter.gzip(new byte[0]);
        for (int i = 0; i < 50_000; i++) {
            gzip.writeBytes(empty);
        }
        gzip.writeBytes(ArchiveWriter.gzip(Arrays.copyOf(tar, 1000)));
        gzip.writeBytes(ArchiveWriter.gzip(Arrays.copyOfRange(tar, 1000, tar.length)));
        gzip.writeBytes(new byte[512]);
        Path path = Files.write(directory.resolve("model.tar.gz"), gzip.toByteArray());

        // When
        try (var checkpoint = Checkpoint.open(CheckpointPaths.of(path), scratch)) {
            // Then
            assertThat(checkpoint.labels()).containsExactly("O", "B-V", "I-V");
            assertThat(checkpoint.source().getBytes()).isEqualTo(gzip.size());
        }
    }

    static Stream<Arguments> longTexts() {
        return Stream.of(
                argumentSet(
                        "a vocabulary", "vocab.txt", "[UNK]\n[CLS]\n[SEP]\n" + "\n".repeat(3 << 20), "1048576 lines"),
                argumentSet(
                        "labels",
                        "vocabulary/labels.txt",
                        "O\n".repeat(30_000),
                        "more than the 10000 that such a file may have"),
                argumentSet(
                        "a configuration",
                        "config.json",
                        "[" + "{},".repeat(500_000) + "{}]",
                        "no configuration needs"));
    }

    @ParameterizedTest
    @MethodSource("longTexts")
    void refusesTextsThatTakeTooMuchMemory(String file, String content, String reason) throws IOException {
        // Given
        var model = new TinyModel();
        model.files.put(file, content);
        Path path = model.write(directory);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(path), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }
}
