package dev.srlstream.console;

import static java.util.stream.Collectors.groupingBy;

import dev.srlstream.event.Architecture;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An audit to be read in ten seconds: the verdict first, then what was done to which keys, then the numbers. */
public final class AuditText {
    private static final int SHOWN_PER_ACTION = 8;

    private final Style style;

    public AuditText(Style style) {
        this.style = style;
    }

    public List<String> lines(CheckpointAudit audit) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Checkpoint " + Printable.of(audit.getSource().getName())) + ": "
                + verdict(audit.getOutcome()));
        lines.add("  " + Printable.of(audit.getSummary()));
        Map<String, List<KeyFinding>> byAction = audit.getFindings().stream()
                .collect(groupingBy(KeyFinding::getAction, LinkedHashMap::new, java.util.stream.Collectors.toList()));
        byAction.forEach((action, findings) -> addFindings(lines, action, findings));
        if (!audit.getPytorchMessage().isBlank()) {
            add(lines, "PyTorch", "would say: " + firstLines(audit.getPytorchMessage()));
        }
        add(lines, "keys", keys(audit.getKeys()));
        add(lines, "model", architecture(audit.getArchitecture(), audit.getParameters()));
        add(lines, "source", source(audit.getSource()));
        add(lines, "policy", audit.getPolicy());
        return lines;
    }

    private String verdict(Outcome outcome) {
        return switch (outcome) {
            case CLEAN, REPAIRED -> style.good(outcome.name());
            case DEGRADED, UNKNOWN -> style.notable(outcome.name());
            case REJECTED -> style.bad(outcome.name());
        };
    }

    private void addFindings(List<String> lines, String action, List<KeyFinding> findings) {
        for (KeyFinding finding : findings.subList(0, Math.min(SHOWN_PER_ACTION, findings.size()))) {
            add(lines, action, style.bold(Printable.of(finding.getKey())) + shapes(finding));
            add(lines, "", Printable.of(finding.getDetail()));
        }
        if (findings.size() > SHOWN_PER_ACTION) {
            add(lines, action, Amount.of(findings.size() - SHOWN_PER_ACTION, "more key") + "; --json lists them all");
        }
    }

    private static String shapes(KeyFinding finding) {
        String expected = tensor(finding.getExpectedType(), finding.getExpectedShape());
        String found = tensor(finding.getFoundType(), finding.getFoundShape());
        if (expected.isEmpty() || found.isEmpty() || expected.equals(found)) {
            return expected.isEmpty() ? found : expected;
        }
        return found + " where the model has" + expected;
    }

    private static String tensor(@Nullable String type, @Nullable List<Long> shape) {
        return (type == null ? "" : " " + type.replace("torch.", "")) + (shape == null ? "" : " " + shape);
    }

    private static String keys(KeyCounts keys) {
        StringBuilder counts = new StringBuilder(String.format(
                Locale.ROOT,
                "%d in the file, %d expected: %d used as they are",
                keys.getInFile(),
                keys.getExpected(),
                keys.getMatched()));
        append(counts, keys.getRegenerated(), "regenerated");
        append(counts, keys.getDropped(), "dropped");
        append(counts, keys.getRenamed(), "renamed");
        append(counts, keys.getIgnored(), "ignored");
        append(counts, keys.getRefused(), "refused");
        return counts.toString();
    }

    private static void append(StringBuilder counts, int count, String what) {
        if (count > 0) {
            counts.append(", ").append(count).append(' ').append(what);
        }
    }

    private static String architecture(Architecture model, long parameters) {
        return String.format(
                Locale.ROOT,
                "%d layers of %d, %d heads, %,d wordpieces, %d labels, %d positions; %s parameters",
                model.getLayers(),
                model.getHiddenSize(),
                model.getHeads(),
                model.getVocabularySize(),
                model.getLabels(),
                model.getPositions(),
                Amount.rounded(parameters));
    }

    private static String source(CheckpointSource source) {
        return "%s, %s, SHA-256 %s"
                .formatted(
                        Amount.bytes(source.getBytes()),
                        Printable.of(source.getContainer()),
                        Printable.of(source.getSha256()));
    }

    private static String firstLines(String message) {
        List<String> lines = message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(4)
                .toList();
        String joined = Printable.of(String.join(" ", lines));
        return joined.length() <= 300 ? joined : joined.substring(0, 299) + "…";
    }

    private void add(List<String> lines, String label, String text) {
        lines.add("  " + style.dim(String.format(Locale.ROOT, "%-12s", label)) + text);
    }
}
