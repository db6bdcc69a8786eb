package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.event.SentenceEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SentencesTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void leavesOutALineThatIsNoSentenceAndNamesIt() throws Exception {
        // Given
        Path file = Files.writeString(
                folder.resolve("own.txt"), "{\"sentence\":\"She left.\"}\n{\"text\":\n{\"tokens\":[]}\nHe ran.");
        List<String> problems = new ArrayList<>();
        // When
        List<SentenceEvent> events = Sentences.read(file, problems::add);
        // Then
        assertThat(events).extracting(SentenceEvent::getText).containsExactly("She left.", "He ran.");
        assertThat(events).extracting(SentenceEvent::getId).containsExactly("1", "4");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("own.txt, line 2: The JSON ends too early");
        assertThat(problems.get(1)).contains("own.txt, line 3: tokens is empty");
    }

    @Test
    void refusesAFileWithoutASentence() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("own.txt"), "{\n");
        // Then
        assertThatThrownBy(() -> Sentences.read(file, problem -> {}))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("There is no sentence in " + file);
    }
}
