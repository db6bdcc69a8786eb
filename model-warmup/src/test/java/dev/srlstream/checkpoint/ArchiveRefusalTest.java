package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.weights.PickleWriter;
import dev.srlstream.weights.TorchWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchiveRefusalTest {
    private final Path directory;
    private final Path scratch;

    ArchiveRefusalTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.scratch = Files.createDirectory(directory.resolve("scratch"));
    }

    static Stream<Arguments> hostileMembers() {
        return Stream.of(
                hostile("climbing", a -> a.file("../evil", new byte[1]), "../evil leads out of the archive"),
                hostile("climbing inside", a -> a.file("vocabulary/../../evil", new byte[1]), "leads out"),
                hostile("absolute", a -> a.file("/tmp/evil", new byte[1]), "absolute or foreign path"),
                hostile("a Windows path", a -> a.file("C:evil", new byte[1]), "absolute or foreign path"),
                hostile("backslashes", a -> a.file("..\\evil", new byte[1]), "absolute or foreign path"),
                hostile(
                        "a name of 2 MB",
                        a -> a.special("name", TarConstants.LF_GNUTYPE_LONGNAME, new byte[2 << 20]),
                        "the name and attributes of a member take more than 1048576 bytes"),
                hostile(
                        "attributes of 2 MB",
                        a -> a.special("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC, longPath(2 << 20)),
                        "the name and attributes of a member take more than 1048576 bytes"),
                hostile(
                        "a duplicate",
                        a -> a.file("config.json", new byte[1]),
                        "config.json is there twice with different content"),
                hostile("a duplicate in disguise", a -> a.file(".//config.json", new byte[1]), "is there twice"),
                hostile("a second model", a -> a.file("other/weights.th", new byte[1]), "holds two models"),
                hostile(
                        "a configuration of 9 MB",
                        a -> a.file("sub/vocab.txt", new byte[9 << 20]),
                        "sub/vocab.txt has 9437184 bytes"));
    }

    @ParameterizedTest
    @MethodSource("hostileMembers")
    void refusesHostileMembers(UnaryOperator<ArchiveWriter> hostile, String reason) throws IOException {
        // Given
        Path archive = write(
                hostile.apply(ArchiveWriter.of("", new TinyModel().contents())).tar());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("model.tar.gz")
                .hasMessageContaining(reason);
        assertThat(scratch).isEmptyDirectory();
    }

    static Stream<Arguments> wrongFiles() {
        Map<String, byte[]> noWeights = new TinyModel().contents();
        noWeights.remove("weights.th");
        Map<String, byte[]> noConfig = new TinyModel().contents();
        noConfig.remove("config.json");
        Map<String, byte[]> noLabels = new TinyModel().contents();
        noLabels.remove("vocabulary/labels.txt");
        return Stream.of(
                argumentSet("web page", text("\n <!DOCTYPE html><html>"), "is a web page, not a model"),
                argumentSet("LFS pointer", text("version https://git-lfs.github.com/spec/v1"), "run git lfs pull"),
                argumentSet("empty", new byte[0], "is an empty file"),
                argumentSet("text", text("hello"), "is plain text, not weights"),
                argumentSet(
                        "torch file",
                        TorchWriter.zip(new TinyModel().tensors),
                        "is weights alone, and no weight tells the number of heads"),
                argumentSet("gzip of a page", ArchiveWriter.gzip(text("<html>")), "what it holds is a web page"),
                argumentSet("no weights", ArchiveWriter.of("", noWeights).gzip(), "holds no weights.th"),
                argumentSet("no config", ArchiveWriter.of("", noConfig).gzip(), "has no config.json"),
                argumentSet("no labels", ArchiveWriter.of("", noLabels).gzip(), "has no vocabulary/labels.txt"));
    }

    @ParameterizedTest
    @MethodSource("wrongFiles")
    void saysWhatAWrongFileIs(byte[] content, String reason) throws IOException {
        // Given
        Path archive = write(content);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void refusesATruncatedDownload() throws IOException {
        // Given
        byte[] whole = ArchiveWriter.of("", new TinyModel().contents()).gzip();
        Path archive = write(Arrays.copyOf(whole, whole.length * 2 / 3));

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("it is truncated; fetch it again");
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void refusesADamagedGzipTrailer() throws IOException {
        // Given
        byte[] damaged = ArchiveWriter.of("", new TinyModel().contents()).gzip();
        damaged[damaged.length - 8] ^= 1;
        Path archive = write(damaged);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("cannot be unpacked");
        assertThat(scratch).isEmptyDirectory();
    }

    static Stream<Arguments> bombs() {
        byte[] zeros = new byte[3 << 20];
        var many = ArchiveWriter.of("", new TinyModel().contents());
        var folders = ArchiveWriter.of("", new TinyModel().contents());
        for (int i = 0; i < 10; i++) {
            many.file("ignored-" + i, zeros);
        }
        for (int i = 0; i < 4; i++) {
            folders.file("folder-" + i + "/vocab.txt", new byte[8 << 20]);
        }
        var crowd = ArchiveWriter.of("", new TinyModel().contents());
        for (int i = 0; i < 10_000; i++) {
            crowd.special("folder-" + i + "/", TarConstants.LF_DIR, "");
        }
        var attributes = ArchiveWriter.of("", new TinyModel().contents());
        for (int i = 0; i < 2_000; i++) {
            attributes.special("x", TarConstants.LF_PAX_EXTENDED_HEADER_LC, text("11 mtime=1\n"));
        }
        byte[] model = ArchiveWriter.of("", new TinyModel().contents()).tar();
        return Stream.of(
                argumentSet(
                        "in the weights",
                        ArchiveWriter.of("", Map.of("weights.th", new byte[64 << 20]))
                                .gzip(),
                        "member weights.th announces 67108864 bytes, more than the 2"),
                argumentSet(
                        "in members that are ignored",
                        many.gzip(),
                        "in member ignored-\\d: it inflates to more than 100 times its size; such archives are"
                                + " refused"),
                argumentSet(
                        "behind the archive",
                        ArchiveWriter.gzip(Arrays.copyOf(model, 32 << 20)),
                        "behind its last member: it inflates to more than 100 times its size"),
                argumentSet(
                        "in many vocabularies",
                        folders.tar(),
                        "with folder-3/vocab.txt, configurations and vocabularies take more than the 33554432 bytes"),
                argumentSet(
                        "of folders",
                        crowd.tar(),
                        "member folder-9994/ is number 10001 where an AllenNLP archive has a dozen"),
                argumentSet(
                        "of attributes",
                        attributes.tar(),
                        "behind member weights.th: the name and attributes of a member take more than 1048576 bytes"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void stopsABomb(byte[] bomb, String reason) throws IOException {
        // Given
        Path archive = write(bomb);

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class).message().containsPattern(reason);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void refusesDamageAnywhereInTheHeadsWithoutAFault() throws IOException {
        // Given
        long seed = System.nanoTime();
        var random = new Random(seed);
        byte[] whole = ArchiveWriter.of("", new TinyModel().contents()).tar();
        List<Throwable> faults = new ArrayList<>();

        for (int round = 0; round < 300; round++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(1, 4); flips > 0; flips--) {
                damaged[random.nextInt(512)] = (byte) random.nextInt(256);
            }
            Path archive = write(damaged);

            // When
            try (var checkpoint = Checkpoint.open(CheckpointPaths.of(archive), scratch)) {
                assertThat(checkpoint.labels()).hasSize(3);
            } catch (CheckpointException refused) {
                assertThat(refused).message().doesNotContain("\n");
            } catch (IOException | RuntimeException fault) {
                faults.add(fault);
            }
        }

        // Then
        assertThat(faults).as("seed %d", seed).isEmpty();
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void runsNothingOfAHostilePickleInAnArchive() throws IOException {
        // Given
        byte[] pickle = new PickleWriter()
                .proto(2)
                .global("os", "system")
                .text("touch pwned")
                .callWithOne()
                .stop();
        Map<String, byte[]> files = new TinyModel().contents();
        files.put("weights.th", TorchWriter.zipOf(Map.of("archive/data.pkl", pickle)));
        Path archive = write(ArchiveWriter.of("", files).gzip());

        // When
        var refused = assertThatThrownBy(() -> Checkpoint.open(CheckpointPaths.of(archive), scratch));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessage("weights.th: data.pkl at byte 2 calls os.system; a checkpoint may only hold tensors"
                        + " and plain values, and nothing in it has been run: save the state dict alone with"
                        + " torch.save(model.state_dict(), …).");
        assertThat(scratch).isEmptyDirectory();
    }

    private static Arguments hostile(String name, UnaryOperator<ArchiveWriter> hostile, String reason) {
        return argumentSet(name, hostile, reason);
    }

    private static byte[] longPath(int bytes) {
        String attribute = bytes + " path=";
        return text(attribute + "a".repeat(bytes - attribute.length() - 1) + "\n");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(directory.resolve("model.tar.gz"), content);
    }
}
