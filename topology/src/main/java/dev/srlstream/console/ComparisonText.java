package dev.srlstream.console;

import dev.srlstream.compare.Aspect;
import dev.srlstream.compare.Comparison;
import dev.srlstream.compare.TensorComparison;
import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.compare.TensorComparison.InAgainstOnly;
import dev.srlstream.compare.TensorComparison.InModelOnly;
import dev.srlstream.compare.TensorComparison.Reshaped;
import dev.srlstream.compare.TwoDigits;
import dev.srlstream.compare.Verdict;
import dev.srlstream.event.CheckpointAudit;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** A comparison to be read in ten seconds: whether tags can change, then what differs part by part, then the numbers. */
public final class ComparisonText {
    private static final int NAMES = 3;

    private final Style style;
    private final boolean everyKey;

    /** @param everyKey whether every tensor that differs gets a line of its own */
    public ComparisonText(Style style, boolean everyKey) {
        this.style = style;
        this.everyKey = everyKey;
    }

    public List<String> lines(Comparison comparison) {
        Sheet sheet = new Sheet(style, headline(comparison));
        sheet.paragraph(comparison.verdict().sentence());
        addAspects(sheet, "decides", comparison.decisive());
        List<TensorComparison> tensors = comparison.tensors();
        addTensors(sheet, "differ", tensors, Different.class::isInstance);
        addTensors(sheet, "other shape", tensors, Reshaped.class::isInstance);
        addTensors(sheet, "model only", tensors, InModelOnly.class::isInstance);
        addTensors(sheet, "against only", tensors, InAgainstOnly.class::isInstance);
        addAspects(sheet, "no matter", comparison.immaterial());
        if (!comparison.borrowed().isEmpty()) {
            sheet.add(
                    "assumed",
                    "against has no " + String.join(" and no ", comparison.borrowed())
                            + " of its own: model's is taken for it; put another beside it if it has another");
        }
        sheet.add("tensors", counts(tensors));
        sheet.add("model", checkpoint(comparison.model()));
        sheet.add("against", checkpoint(comparison.against()));
        sheet.add("policy", comparison.model().getPolicy());
        return sheet.lines();
    }

    private String headline(Comparison comparison) {
        String verdict = comparison.verdict().headline().toUpperCase(Locale.ROOT);
        return style.bold(TerminalText.of(comparison.model().getSource().getName())) + " against "
                + style.bold(TerminalText.of(comparison.against().getSource().getName())) + ": "
                + (comparison.verdict() instanceof Verdict.CannotChange ? style.good(verdict) : style.notable(verdict));
    }

    private static void addAspects(Sheet sheet, String label, List<Aspect> aspects) {
        for (int i = 0; i < aspects.size(); i++) {
            Aspect aspect = aspects.get(i);
            sheet.add(
                    i == 0 ? label : "",
                    aspect.what() + ": " + aspect.model() + " in model; " + aspect.against() + " in against");
        }
    }

    private void addTensors(
            Sheet sheet, String label, List<TensorComparison> tensors, Predicate<TensorComparison> concerned) {
        List<String> lines = everyKey
                ? tensors.stream()
                        .filter(concerned)
                        .map(tensor -> tensor.key() + said(List.of(tensor)))
                        .toList()
                : TensorGroup.of(tensors, concerned).stream()
                        .map(group -> group.part() + ": " + which(group) + said(group.concerned()))
                        .toList();
        for (int i = 0; i < lines.size(); i++) {
            sheet.add(i == 0 ? label : "", lines.get(i));
        }
    }

    private static String which(TensorGroup group) {
        int count = group.concerned().size();
        if (group.all()) {
            return count == 2 ? "both tensors" : "all " + count + " tensors";
        }
        List<String> names = group.names();
        String named = String.join(", ", names.subList(0, Math.min(NAMES, names.size())));
        int others = names.size() - NAMES;
        String each = count == names.size() ? "" : ", in each";
        return NumberText.of(count, "tensor") + each + " (" + named + (others > 0 ? " and " + others + " more" : "")
                + ")";
    }

    /** What the comparisons, which are all of one sort, say together. */
    private static String said(List<TensorComparison> tensors) {
        List<Different> different = tensors.stream()
                .filter(Different.class::isInstance)
                .map(Different.class::cast)
                .toList();
        if (!different.isEmpty()) {
            return measures(different);
        }
        return tensors.get(0) instanceof Reshaped reshaped
                ? ": " + reshaped.model() + " in model, " + reshaped.against() + " in against"
                        + (tensors.size() > 1 ? ", and so on" : "")
                : "";
    }

    private static String measures(List<Different> tensors) {
        double largest = tensors.stream().mapToDouble(Different::largest).max().orElse(0);
        double relative = tensors.stream()
                .mapToDouble(tensor -> tensor.relative().orElse(0))
                .max()
                .orElse(0);
        long differing = tensors.stream().mapToLong(Different::differing).sum();
        long elements = tensors.stream().mapToLong(Different::elements).sum();
        String measured = ", by up to " + TwoDigits.of(largest) + " (RMS up to " + TwoDigits.of(100 * relative) + "%)";
        return (largest == 0 ? "" : measured)
                + String.format(Locale.ROOT, "; %,d of %,d elements", differing, elements)
                + (tensors.size() == 1 ? ", the first at " + tensors.get(0).first() : "");
    }

    private static String counts(List<TensorComparison> tensors) {
        long identical = tensors.stream().filter(Identical.class::isInstance).count();
        long converted = tensors.stream()
                .filter(tensor -> tensor instanceof Identical same && same.isConverted())
                .count();
        return NumberText.of(tensors.size(), "tensor") + " compared: " + identical + " the same bit for bit"
                + (converted == 0 ? "" : " (" + converted + " of them once converted to float32)");
    }

    private static String checkpoint(CheckpointAudit audit) {
        return audit.getSource().getName() + ", " + audit.getOutcome() + ", weights as served SHA-256 "
                + audit.getReconciledSha256();
    }
}
