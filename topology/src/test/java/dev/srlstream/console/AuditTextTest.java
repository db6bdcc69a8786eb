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
                .contains("  regenerated   bert_model.embeddings.position_ids int64 [1, 256]")
                .containsSequence(
                        "  PyTorch       RuntimeError: Error(s) in loading state_dict for SrlBert:",
                        "                Missing key(s) in state_dict: \"bert_model.embeddings.position_ids\".")
                .containsSequence(
                        "  model         3 layers of 256, 4 heads, 8,000 wordpieces, 93 labels, 256 positions; 4.5 million",
                        "                parameters");
        assertThat(String.join("", lines)).doesNotContain("\u001b");
    }

    @Test
    void saysOnceWhatHoldsForManyKeysAndWhereTheRestIs() {
        // Given
        List<KeyFinding> findings =
                IntStream.range(0, 200).mapToObj(AuditTextTest::refused).toList();
        // When
        List<String> lines = new AuditText(Style.PLAIN).lines(audit(Outcome.REJECTED, findings));
        // Then
        assertThat(lines)
                .containsSequence(
                        "  refused       key-0 float32 [2, 3], not [3, 3]",
                        "                key-1 float32 [2, 3], not [3, 3]",
                        "                key-2 float32 [2, 3], not [3, 3]",
                        "                … and 197 more keys",
                        "                The shapes differ.",
                        "  not shown     197 keys: srl audit --all lists them, or --json")
                .noneMatch(line -> line.contains("key-3"));
    }

    @Test
    void listsEveryKeyWhenAsked() {
        // Given
        List<KeyFinding> findings =
                IntStream.range(0, 200).mapToObj(AuditTextTest::refused).toList();
        // When
        List<String> lines = new AuditText(Style.PLAIN, true).lines(audit(Outcome.REJECTED, findings));
        // Then
        assertThat(lines)
                .contains("                key-199 float32 [2, 3], not [3, 3]")
                .noneMatch(line -> line.contains("not shown"));
    }

    @Test
    void keepsReasonsApartThatDifferInMoreThanTheirKeyAndNumbers() {
        // Given
        List<KeyFinding> findings = List.of(
                finding(FindingKind.RENAMED, "renamed", "module.a", "Renamed to a: wrappers do that."),
                finding(FindingKind.NON_FINITE, "refused", "x", "2 of 10 elements of x are infinite."),
                finding(FindingKind.RENAMED, "renamed", "module.b", "Renamed to b: wrappers do that."),
                finding(FindingKind.NON_FINITE, "refused", "y", "3 of 40 elements of y are infinite."),
                finding(FindingKind.RENAMED, "renamed", "c.gamma", "Renamed to c.weight: old ports do that."));
        // When
        List<String> lines = new AuditText(Style.PLAIN).lines(audit(Outcome.REJECTED, findings));
        // Then: what refuses comes first
        assertThat(lines)
                .containsSequence(
                        "  refused       x",
                        "                y",
                        "                The first: 2 of 10 elements of x are infinite.",
                        "  renamed       module.a",
                        "                module.b",
                        "                wrappers do that.",
                        "  renamed       c.gamma",
                        "                old ports do that.");
    }

    @Test
    void fitsIntoAHundredColumns() {
        // Given
        String key = "bert_model.encoder.layer.10.attention.output.LayerNorm.weight";
        KeyFinding finding = new KeyFinding(
                key,
                FindingKind.DTYPE_MISMATCH,
                List.of(1_000_000L, 1_000_000L),
                List.of(1_000_000L, 1_000_000L),
                "torch.float32",
                "torch.bfloat16",
                "converted",
                "words ".repeat(100));
        CheckpointAudit audit = audit(Outcome.CLEAN, List.of(finding));
        audit.setSummary("words ".repeat(100));
        audit.setPytorchMessage("RuntimeError:\n\t" + "\"key\", ".repeat(100) + "\n\tsize mismatch".repeat(9));
        audit.getSource().setSha256("0123456789abcdef".repeat(4));
        // When
        List<String> lines = new AuditText(Style.PLAIN).lines(audit);
        // Then
        assertThat(lines)
                .allMatch(line -> line.length() <= 100)
                .anyMatch(line -> line.endsWith("…"))
                .contains("                … and 7 more lines")
                .containsSequence(
                        "  converted     " + key, "                  bfloat16 [1000000, 1000000], not float32");
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

    private static KeyFinding finding(FindingKind kind, String action, String key, String detail) {
        return new KeyFinding(key, kind, null, null, null, null, action, detail);
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
                "RuntimeError: Error(s) in loading state_dict for SrlBert:\n"
                        + "\tMissing key(s) in state_dict: \"bert_model.embeddings.position_ids\". ",
                4_512_345L,
                null);
    }
}
