package dev.srlstream.compare;

import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws the verdict from what was compared: that tags cannot change only where everything is the same bit for bit. */
final class VerdictRules {
    private VerdictRules() {}

    static Verdict of(Configurations configurations, List<TensorComparison> tensors) {
        Set<String> reasons = configurations.architecture().stream()
                .map(Aspect::what)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (!reasons.isEmpty()) {
            return new Verdict.AnotherModel(List.copyOf(reasons));
        }
        List<Different> different = tensors.stream()
                .filter(Different.class::isInstance)
                .map(Different.class::cast)
                .toList();
        if (different.size()
                < tensors.stream()
                        .filter(tensor -> !(tensor instanceof Identical))
                        .count()) {
            throw new IllegalStateException("one architecture, but tensors of other names or shapes");
        }
        if (!configurations.reading().isEmpty()) {
            return new Verdict.CouldChange(couldChange(configurations.reading(), different, tensors.size()));
        }
        if (different.isEmpty()) {
            return new Verdict.CannotChange("All " + tensors.size() + " tensors that are served are the same bit for"
                    + " bit, and so are labels, wordpieces, lower-casing and configuration.");
        }
        boolean learned = different.stream().anyMatch(tensor -> tensor.nature() == Nature.LEARNED);
        return learned
                ? new Verdict.CouldChange(couldChange(List.of(), different, tensors.size()))
                : new Verdict.SameButForRounding(rounded(different, tensors.size()));
    }

    private static String couldChange(List<Aspect> reading, List<Different> different, int tensors) {
        List<String> reasons = new ArrayList<>();
        if (!reading.isEmpty()) {
            reasons.add(
                    "The two differ in " + reading.stream().map(Aspect::what).collect(Collectors.joining(", ")) + ".");
        }
        reasons.add(
                different.isEmpty()
                        ? "All " + tensors + " learned tensors are the same bit for bit."
                        : count(different, tensors) + ", by up to " + largest(different) + ".");
        return String.join(" ", reasons);
    }

    private static String rounded(List<Different> different, int tensors) {
        String natures = different.stream()
                .map(tensor -> tensor.nature().description())
                .distinct()
                .collect(Collectors.joining("; "));
        boolean zerosAlone = different.stream().allMatch(tensor -> tensor.nature() == Nature.SIGNS_OF_ZERO);
        return count(different, tensors) + ": " + natures
                + (zerosAlone ? "." : ", by up to " + largest(different) + ".")
                + " A tag changes only where two are all but equally probable.";
    }

    private static String count(List<Different> different, int tensors) {
        return different.size() + " of " + tensors + " learned tensors "
                + (different.size() == 1 ? "differs" : "differ");
    }

    private static String largest(List<Different> different) {
        return TwoDigits.of(
                different.stream().mapToDouble(Different::largest).max().orElse(0));
    }
}
