package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.refusal.CheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said about every file of these tests that is refused: whole sentences without the words of libraries. */
class WordingTest {
    private static final Path RESOURCES = Path.of("src/test/resources");

    @Test
    void refusalsAreSentencesWithoutTheWordsOfLibraries(@TempDir Path scratch) throws IOException {
        // Given
        List<String> messages = new ArrayList<>();
        for (String folder : List.of("archives", "wild")) {
            try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
                for (Path file : files.toList()) {
                    // When
                    try (var checkpoint = Checkpoint.open(CheckpointPaths.of(file), scratch)) {
                        assertThat(checkpoint.labels()).isNotEmpty();
                    } catch (CheckpointException refused) {
                        messages.add(String.valueOf(refused.getMessage()));
                    }
                }
            }
        }

        // Then
        assertThat(messages).hasSizeGreaterThan(30).allSatisfy(message -> assertThat(message)
                .endsWith(".")
                .doesNotContain("null", "Exception", "java.", "commons", "jackson")
                .doesNotContainPattern("[a-z]\\. [a-z]"));
    }
}
