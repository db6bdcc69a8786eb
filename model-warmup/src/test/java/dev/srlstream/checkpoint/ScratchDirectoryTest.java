package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.archive.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchDirectoryTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void goesWithItsParentsWhenNothingWasLeftInIt() throws IOException {
        // Given
        Path cache = folder.resolve("new/cache");

        // When
        try (var scratch = ScratchDirectory.among(List.of(cache), 1)) {
            assertThat(scratch.path()).isEqualTo(cache).isDirectory();
        }

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void staysWhereSomethingLiesInIt() throws IOException {
        // Given
        Path cache = folder.resolve("cache");

        // When
        try (var scratch = ScratchDirectory.among(List.of(cache), 1)) {
            Files.writeString(scratch.path().resolve("archive.pt"), "of use");
        }

        // Then
        assertThat(cache.resolve("archive.pt")).exists();
    }

    @Test
    void leavesADirectoryThatWasThereBefore() throws IOException {
        // When
        ScratchDirectory.among(List.of(folder), 1).close();

        // Then
        assertThat(folder).isDirectory();
    }

    @Test
    void passesOverWhatCannotBeADirectory() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "");
        Path cache = folder.resolve("cache");

        // When
        try (var scratch = ScratchDirectory.among(List.of(file.resolve("cache"), cache), 1)) {
            // Then
            assertThat(scratch.path()).isEqualTo(cache);
        }
    }

    @Test
    void saysOfEachCandidateWhyItWillNotDo() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "");
        Path cache = folder.resolve("cache");

        // When / Then
        assertThatThrownBy(() -> ScratchDirectory.among(List.of(file.resolve("under"), cache), Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.resolve("under") + " cannot be made (Not a directory)")
                .hasMessageContaining(cache + " has ")
                .hasMessageContaining(" bytes free");
        assertThat(cache).doesNotExist();
    }
}
