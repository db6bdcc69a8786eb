package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Architecture;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.event.FindingKind;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AuditTextTest {
    @Test
    void givesTheVerdictFirstAndThenItsReason() {
        // When
        List<String> lines = new AuditText(Style.PLAIN).lines(audit(Outcome.REPAIRED, List.of(regenerated())));
        // Then
        assertThat(lines)
                .startsWith("Checkpoint model.tar.gz: REPAIRED", "  One buffer was missing.")
                .contains("  regenerated bert_model.embeddings.position_ids int64 [1, 256]")
                .contains(
                        "  model       3 layers of 256, 4 heads, 8,000 wordpieces, 93 labels, 256 positions; 4.5 million"
                                + " parameters");
        assertThat(String.join("", lines)).doesNotContain("\u001b");
    }

    @Test
    void shortensALongListOfKeysAndSaysWhereTheRestIs() {
        // Given
        List<KeyFinding> findings =
                IntStream.range(0, 30).mapToObj(AuditTextTest::refused).toList();
        // When
        List<String> lines = new AuditText(Style.PLAIN).lines(audit(Outcome.REJECTED, findings));
        // Then
        assertThat(lines).contains("  refused     22 more keys; --json lists them all");
        assertThat(lines).anyMatch(line -> line.contains("key-0 float32 [2, 3] where the model has float32 [3, 3]"));
        assertThat(lines).noneMatch(line -> line.contains("key-8"));
    }

    @Test
    void marksARejectionOnATerminal() {
        // When
        List<String> lines = new AuditText(Style.COLOUR).lines(audit(Outcome.REJECTED, List.of()));
        // Then
        assertThat(lines.get(0)).endsWith("\u001b[1;31mREJECTED\u001b[0m");
    }

    private static KeyFinding regenerated() {
        return new KeyFinding(
                "bert_model.embeddings.position_ids",
                FindingKind.REGENERATED,
                List.of(1L, 256L),
                null,
                "torch.int64",
                null,
                "regenerated",
                "It is derived.");
    }

    private static KeyFinding refused(int number) {
        return new KeyFinding(
                "key-" + number,
                FindingKind.SHAPE_MISMATCH,
                List.of(3L, 3L),
                List.of(2L, 3L),
                "torch.float32",
                "torch.float32",
                "refused",
                "The shapes differ.");
    }

    private static CheckpointAudit audit(Outcome outcome, List<KeyFinding> findings) {
        return new CheckpointAudit(
                new CheckpointSource("model.tar.gz", "00ff", 17_000_000L, "tar.gz, torch zip"),
                new Architecture(3, 256, 4, 1024, 8000, 93, 256),
                "reconcile",
                outcome,
                "One buffer was missing.",
                new KeyCounts(57, 55, 55, 1, 0, 0, 2, 0),
                findings,
                "Missing key(s) in state_dict.",
                4_512_345L,
                null);
    }
}
