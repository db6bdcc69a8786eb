package dev.srlstream.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.repair.RepairOutcome.Written;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a repaired archive must not go, and what is left when it does not get there. */
class RepairTargetTest {
    private static final Path GOLDENS = Path.of("..", "goldens");
    private static final Path GOLDEN = GOLDENS.resolve("without-position-ids.tar.gz");

    private final Path folder;
    private final Path old;

    RepairTargetTest(@TempDir Path folder) {
        this.folder = folder;
        this.old = folder.resolve("old.tar.gz");
    }

    @BeforeEach
    void copyAnOldArchive() throws IOException {
        Files.copy(GOLDEN, old);
    }

    @Test
    void neverReplacesTheCheckpointUnderAnyName() throws Exception {
        // Given
        Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic.tar.gz"), old);
        Path hard = Files.createLink(folder.resolve("hard.tar.gz"), old);
        Path roundabout = folder.resolve("..").resolve(folder.getFileName()).resolve("old.tar.gz");
        byte[] before = Files.readAllBytes(old);

        for (Path target : List.of(old, symbolic, hard, roundabout)) {
            // When
            var refused = assertThatThrownBy(() -> repair(target, true));

            // Then
            refused.isInstanceOf(TargetRefusedException.class).hasMessageContaining("what is to be repaired");
        }
        assertThat(old).hasBinaryContent(before);
        assertThat(names()).containsExactlyInAnyOrder("hard.tar.gz", "old.tar.gz", "symbolic.tar.gz");
    }

    @Test
    void replacesAnArchiveOnlyWhenToldTo() throws Exception {
        // Given
        Path target = Files.copy(GOLDEN, folder.resolve("new.tar.gz"));
        byte[] before = Files.readAllBytes(target);

        // When
        var refused = assertThatThrownBy(() -> repair(target, false));

        // Then
        refused.isInstanceOf(TargetRefusedException.class).hasMessageContaining("--force");
        assertThat(target).hasBinaryContent(before);
        assertThat(repair(target, true)).isInstanceOf(Written.class);
        assertThat(Files.readAllBytes(target)).isNotEqualTo(before);
        assertThat(names()).containsExactlyInAnyOrder("new.tar.gz", "old.tar.gz");
    }

    @Test
    void neverReplacesWhatIsNoArchive() throws Exception {
        // Given
        Path target = Files.writeString(folder.resolve("notes.txt"), "[PAD]\n");

        // When
        var refused = assertThatThrownBy(() -> repair(target, true));

        // Then
        refused.isInstanceOf(TargetRefusedException.class).hasMessageContaining("no tar.gz");
        assertThatThrownBy(() -> repair(target, false)).hasMessageNotContaining("add --force");
        assertThat(target).hasContent("[PAD]\n");
    }

    @Test
    void saysWhatIsWrongWithTheFolder() {
        // Given
        Path nowhere = folder.resolve("nowhere").resolve("new.tar.gz");

        // When
        var failed = assertThatThrownBy(() -> repair(nowhere, false));

        // Then
        failed.isInstanceOf(RepairException.class).hasMessageContaining("There is no folder");
        assertThatThrownBy(() -> repair(folder, false)).hasMessageContaining("is a folder");
        assertThatThrownBy(() -> repair(Path.of(""), false))
                .hasMessageStartingWith(Path.of("").toAbsolutePath() + " is a folder");
    }

    @Test
    void saysThatItMayNotWriteThere() throws Exception {
        // Given
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(locked), "the superuser may write anywhere");

        // When
        var failed = assertThatThrownBy(() -> repair(locked.resolve("new.tar.gz"), false));

        // Then
        failed.isInstanceOf(RepairException.class).hasMessageContaining("may not be written to");
    }

    @Test
    void leavesNothingWhenWritingFails() throws Exception {
        // Given
        Path target = folder.resolve("new.tar.gz");
        UnfinishedFile file = UnfinishedFile.of(target);
        file.channel().write(ByteBuffer.wrap(new byte[100]));
        assertThat(names()).hasSize(2);

        // When
        file.close();

        // Then
        assertThat(names()).containsExactly("old.tar.gz");
    }

    @Test
    void leavesNothingWhenTheProcessIsToldToEnd() throws Exception {
        // Given
        Process process = writingForever();

        // When
        process.destroy();

        // Then
        assertThat(process.waitFor()).isNotZero();
        assertThat(names()).containsExactly("old.tar.gz");
    }

    @Test
    void neverShowsHalfAnArchiveEvenWhenTheProcessIsKilled() throws Exception {
        // Given
        Process process = writingForever();

        // When
        process.destroyForcibly();

        // Then
        assertThat(process.waitFor()).isNotZero();
        assertThat(folder.resolve("new.tar.gz")).doesNotExist();
    }

    /** Another process, in the middle of writing {@code new.tar.gz}. */
    private Process writingForever() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingForever.class.getName(),
                        folder.resolve("new.tar.gz").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader reader = process.inputReader()) {
            assertThat(reader.readLine()).isEqualTo("writing");
        }
        assertThat(names()).hasSize(2);
        return process;
    }

    private RepairOutcome repair(Path target, boolean replace) throws Exception {
        var paths = new CheckpointPaths(old, GOLDENS.resolve("vocab.txt"), GOLDENS.resolve("bert_config.json"), null);
        return Repair.run(new RepairPlan(paths, Policy.RECONCILE, true, WeightsFormat.TORCH_ZIP, target, replace));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }
}
