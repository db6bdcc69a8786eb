package dev.srlstream.reconcile;

import dev.srlstream.reconcile.Finding.Dropped;
import dev.srlstream.reconcile.Finding.Regenerated;
import java.util.List;
import java.util.stream.Collectors;

/** The verdict of a reconciliation in one or two plain sentences. */
final class AuditSummary {
    private static final int NAMED_KEYS = 3;

    private AuditSummary() {}

    /** @param positions of the model */
    static String accepted(int learnedTensors, int positions, List<Finding> findings) {
        String derived = findings.stream()
                .filter(Regenerated.class::isInstance)
                .map(finding -> finding.key() + " was " + (finding.found() == null ? "missing" : "wrong")
                        + " and has been regenerated (0…" + (positions - 1) + "); nothing else was touched: all ")
                .findFirst()
                .orElse("All ");
        String dropped = findings.stream()
                .filter(Dropped.class::isInstance)
                .map(finding -> " " + finding.key() + " was right (0…" + (positions - 1)
                        + ") and is left out, because the served model computes it.")
                .collect(Collectors.joining());
        List<String> converted = findings.stream()
                .filter(finding -> finding.action().equals("converted"))
                .map(finding ->
                        finding.found() == null ? "" : finding.found().dtype().torchName())
                .toList();
        String conversion = converted.isEmpty()
                ? ""
                : ", " + converted.size() + " of them converted to torch.float32 from "
                        + converted.stream().distinct().collect(Collectors.joining(" and "));
        return derived + learnedTensors + " learned tensors are the file's" + conversion + "." + dropped;
    }

    static String rejected(List<Finding> findings) {
        List<Finding> refused = findings.stream().filter(Finding::refuses).toList();
        String keys = refused.stream().limit(NAMED_KEYS).map(Finding::key).collect(Collectors.joining(", "));
        int others = refused.size() - Math.min(NAMED_KEYS, refused.size());
        return "Refused because of " + keys + (others == 0 ? "" : " and " + others + " other keys") + ". "
                + refused.get(0).detail();
    }
}
