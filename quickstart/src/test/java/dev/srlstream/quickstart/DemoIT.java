package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.event.SentenceEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void showsTheAuditAndAllSentencesAndLeavesNothingBehind() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder)) {
            // Given
            ProcessHandle registry = registry(demo);
            // When
            int exitCode = demo.exitCode();
            // Then
            String out = Files.readString(demo.out());
            assertThat(exitCode).as(Files.readString(demo.err())).isZero();
            assertThat(out)
                    .contains("bert_model.embeddings.position_ids was missing and has been regenerated")
                    .containsPattern("nothing else was\\s+touched")
                    .contains("Model warm in ")
                    .contains("[ARG0: The chef] [V: opened] [ARG1: a restaurant] .")
                    .contains("(validate): Predicate 7 is out of range")
                    .doesNotContain("\u001b");
            for (SentenceEvent event : Sentences.samples()) {
                assertThat(out).contains(event.getId());
            }
            assertThat(registry.isAlive()).isFalse();
            assertThat(demo.leftovers()).isEmpty();
        }
    }

    @Test
    @Tag("long")
    void labelsTheUsersOwnSentencesAndKeepsRunningUntilItIsAskedToEnd() throws Exception {
        // Given
        Path sentences = Files.writeString(folder.resolve("own.txt"), "Zoë sold the house.\n");
        try (DemoProcess demo = DemoProcess.start(folder, "--keep-running", "--sentences", sentences.toString())) {
            ProcessHandle registry = registry(demo);
            await().atMost(PATIENCE).until(() -> contains(demo.err(), "frames --bootstrap-servers 127.0.0.1:"));
            assertThat(Files.readString(demo.out())).contains("Zoë sold the house.", "[V: sold]");
            // When
            demo.process().destroy();
            demo.exitCode();
            // Then
            assertThat(registry.isAlive()).isFalse();
            assertThat(demo.leftovers()).isEmpty();
        }
    }

    @Test
    void takesTheRegistryAlongWhenItIsKilled() throws Exception {
        try (DemoProcess demo = DemoProcess.start(folder)) {
            // Given
            ProcessHandle registry = registry(demo);
            // When
            demo.process().destroyForcibly();
            // Then
            await().atMost(PATIENCE).until(() -> !registry.isAlive());
        }
    }

    private static ProcessHandle registry(DemoProcess demo) {
        await().atMost(PATIENCE)
                .until(() -> !demo.process().isAlive()
                        || demo.process().children().findAny().isPresent());
        List<ProcessHandle> children = demo.process().children().toList();
        assertThat(children).hasSize(1);
        return children.get(0);
    }

    private static boolean contains(Path file, String text) throws IOException {
        return Files.exists(file) && Files.readString(file).contains(text);
    }
}
