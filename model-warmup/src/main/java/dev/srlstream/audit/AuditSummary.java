package dev.srlstream.audit;

import dev.srlstream.reconcile.Finding;
import dev.srlstream.reconcile.Finding.Action;
import java.util.List;
import java.util.stream.Collectors;

/** The verdict of a reconciliation in one or two plain sentences. */
public final class AuditSummary {
    private static final int NAMED_KEYS = 3;

    private AuditSummary() {}

    /** @param positions of the model */
    public static String accepted(int learnedTensors, int positions, List<Finding> findings) {
        List<Finding> lost = findings.stream()
                .filter(finding -> finding.action() == Action.REINITIALISED)
                .toList();
        if (!lost.isEmpty()) {
            return "Learned weights are lost: " + named(lost) + " " + (lost.size() == 1 ? "was" : "were")
                    + " missing and made up as before training; the other " + (learnedTensors - lost.size())
                    + " learned tensors are the file's. Expect worse tags, and look for the whole file.";
        }
        String derived = findings.stream()
                .filter(finding -> finding.action() == Action.REGENERATED)
                .map(finding -> finding.key() + " was " + (finding.found() == null ? "missing" : "wrong")
                        + " and has been regenerated (0…" + (positions - 1) + "); nothing else was touched: all ")
                .findFirst()
                .orElse("All ");
        String dropped = findings.stream()
                .filter(finding -> finding.action() == Action.DROPPED)
                .map(finding -> " " + finding.key() + " was right (0…" + (positions - 1)
                        + ") and is left out, because the served model computes it.")
                .collect(Collectors.joining());
        List<String> converted = findings.stream()
                .filter(finding -> finding.action() == Action.CONVERTED)
                .map(finding ->
                        finding.found() == null ? "" : finding.found().dtype().torchName())
                .toList();
        String conversion = converted.isEmpty()
                ? ""
                : ", " + converted.size() + " of them converted to torch.float32 from "
                        + converted.stream().distinct().collect(Collectors.joining(" and "));
        long renamed = findings.stream()
                .filter(finding -> finding.action() == Action.RENAMED)
                .count();
        String spelling = renamed == 0 ? "" : ", " + renamed + " keys renamed to AllenNLP's";
        return derived + learnedTensors + " learned tensors are the file's" + conversion + spelling + "." + dropped;
    }

    public static String rejected(List<Finding> findings) {
        List<Finding> refused = findings.stream().filter(Finding::isRefused).toList();
        return "Refused because of " + named(refused) + ". " + refused.get(0).detail();
    }

    private static String named(List<Finding> findings) {
        String keys = findings.stream().limit(NAMED_KEYS).map(Finding::key).collect(Collectors.joining(", "));
        int others = findings.size() - Math.min(NAMED_KEYS, findings.size());
        return keys + (others == 0 ? "" : " and " + others + " other keys");
    }
}
