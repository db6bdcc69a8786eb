package dev.srlstream.console;

import dev.srlstream.event.Architecture;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import dev.srlstream.event.Outcome;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An audit to be read in ten seconds: the verdict first, then what was done to which keys and why, then the numbers. */
public final class AuditText {
    private static final int GROUPS = 12;
    private static final int KEYS_PER_GROUP = 3;
    private static final int PYTORCH_LINES = 4;

    private final Style style;
    private final boolean everyKey;

    /** Of many keys with the same finding, the first ones. */
    public AuditText(Style style) {
        this(style, false);
    }

    /** @param everyKey whether all keys are listed, however many there are */
    public AuditText(Style style, boolean everyKey) {
        this.style = style;
        this.everyKey = everyKey;
    }

    public List<String> lines(CheckpointAudit audit) {
        Sheet sheet = new Sheet(style, headline(audit));
        sheet.paragraph(audit.getSummary());
        List<FindingGroup> groups = FindingGroup.of(audit.getFindings());
        int left = 0;
        for (int i = 0; i < groups.size(); i++) {
            left += everyKey || i < GROUPS
                    ? addGroup(sheet, groups.get(i), audit.getSummary())
                    : groups.get(i).findings().size();
        }
        if (left > 0) {
            sheet.add("not shown", NumberText.of(left, "key") + ": srl audit --all lists them, or --json");
        }
        addPytorch(sheet, audit.getPytorchMessage());
        sheet.add("keys", keys(audit.getKeys()));
        sheet.add("model", architecture(audit.getArchitecture(), audit.getParameters()));
        sheet.add("source", source(audit.getSource()));
        sheet.add("policy", audit.getPolicy());
        return sheet.lines();
    }

    private String headline(CheckpointAudit audit) {
        return style.bold("Checkpoint " + TerminalText.of(audit.getSource().getName())) + ": "
                + verdict(audit.getOutcome());
    }

    private String verdict(Outcome outcome) {
        return switch (outcome) {
            case CLEAN, REPAIRED -> style.good(outcome.name());
            case DEGRADED, UNKNOWN -> style.notable(outcome.name());
            case REJECTED -> style.bad(outcome.name());
        };
    }

    /** Returns how many keys of the group were left out. */
    private int addGroup(Sheet sheet, FindingGroup group, String summary) {
        List<KeyFinding> findings = group.findings();
        // One key more takes no more room than the line that says so.
        int shown = everyKey || findings.size() <= KEYS_PER_GROUP + 1 ? findings.size() : KEYS_PER_GROUP;
        for (int i = 0; i < shown; i++) {
            KeyFinding finding = findings.get(i);
            sheet.add(i == 0 ? group.action() : "", finding.getKey(), shapes(finding));
        }
        if (shown < findings.size()) {
            sheet.add("", "… and " + NumberText.of(findings.size() - shown, "more key"));
        }
        String first = findings.get(0).getDetail();
        if (!summary.contains(first)) {
            sheet.add("", group.reason().orElse("The first: " + first));
        }
        return findings.size() - shown;
    }

    private static void addPytorch(Sheet sheet, String message) {
        List<String> said = message.lines().filter(line -> !line.isBlank()).toList();
        for (int i = 0; i < Math.min(PYTORCH_LINES, said.size()); i++) {
            sheet.cut(i == 0 ? "PyTorch" : "", said.get(i));
        }
        if (said.size() > PYTORCH_LINES) {
            sheet.add("", "… and " + NumberText.of(said.size() - PYTORCH_LINES, "more line"));
        }
    }

    /** What was found, and what the model has where it is something else. */
    private static String shapes(KeyFinding finding) {
        String expectedType = type(finding.getExpectedType());
        String foundType = type(finding.getFoundType());
        String expectedShape = shape(finding.getExpectedShape());
        String foundShape = shape(finding.getFoundShape());
        if (foundType.isEmpty()) {
            return expectedType + expectedShape;
        }
        String type = expectedType.isEmpty() || expectedType.equals(foundType) ? "" : expectedType;
        String shape = expectedShape.equals(foundShape) ? "" : expectedShape;
        return foundType + foundShape + (type.isEmpty() && shape.isEmpty() ? "" : ", not" + type + shape);
    }

    private static String type(@Nullable String type) {
        return type == null ? "" : " " + type.replace("torch.", "");
    }

    private static String shape(@Nullable List<Long> shape) {
        return shape == null ? "" : " " + shape;
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
                "%d layers of %d, %d heads, %,d wordpieces, %d labels, %d positions%s",
                model.getLayers(),
                model.getHiddenSize(),
                model.getHeads(),
                model.getVocabularySize(),
                model.getLabels(),
                model.getPositions(),
                parameters == 0 ? "" : "; " + NumberText.rounded(parameters) + " parameters");
    }

    private static String source(CheckpointSource source) {
        return "%s, %s, SHA-256 %s"
                .formatted(NumberText.bytes(source.getBytes()), source.getContainer(), source.getSha256());
    }
}
