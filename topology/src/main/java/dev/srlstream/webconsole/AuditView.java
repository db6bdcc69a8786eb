package dev.srlstream.webconsole;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.KeyCounts;
import dev.srlstream.event.KeyFinding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An audit as the page shows it.
 *
 * @param counts of keys, by what was done with them; those that are 0 are left out, but for the first three
 * @param findings what refuses the checkpoint first, then what was repaired, then the rest; the first ones
 * @param findingsLeftOut how many more there are
 * @param pytorch what PyTorch would say, or its beginning; empty where it would not object
 */
record AuditView(
        String name,
        long bytes,
        String container,
        String outcome,
        String policy,
        String summary,
        long parameters,
        Map<String, Integer> counts,
        List<FindingView> findings,
        int findingsLeftOut,
        String pytorch) {
    private static final int MOST_FINDINGS = 400;
    private static final int LONGEST_MESSAGE = 4_000;

    private static final List<String> ORDER =
            List.of("refused", "reinitialised", "regenerated", "renamed", "converted", "dropped", "ignored", "noted");

    /** One key. */
    record FindingView(String key, String kind, String action, String detail) {}

    static AuditView of(CheckpointAudit audit) {
        List<KeyFinding> all = audit.getFindings();
        String pytorch = audit.getPytorchMessage();
        return new AuditView(
                audit.getSource().getName(),
                audit.getSource().getBytes(),
                audit.getSource().getContainer(),
                audit.getOutcome().toString(),
                audit.getPolicy(),
                audit.getSummary(),
                audit.getParameters(),
                counts(audit.getKeys()),
                all.stream()
                        .sorted(Comparator.comparingInt(AuditView::rank))
                        .limit(MOST_FINDINGS)
                        .map(AuditView::finding)
                        .toList(),
                Math.max(0, all.size() - MOST_FINDINGS),
                pytorch.length() <= LONGEST_MESSAGE ? pytorch : pytorch.substring(0, LONGEST_MESSAGE) + " …");
    }

    private static FindingView finding(KeyFinding finding) {
        String kind = finding.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new FindingView(finding.getKey(), kind, finding.getAction(), finding.getDetail());
    }

    private static int rank(KeyFinding finding) {
        int rank = ORDER.indexOf(finding.getAction());
        return rank < 0 ? ORDER.size() : rank;
    }

    private static Map<String, Integer> counts(KeyCounts keys) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("regenerated", keys.getRegenerated());
        counts.put("dropped", keys.getDropped());
        counts.put("renamed", keys.getRenamed());
        counts.put("ignored", keys.getIgnored());
        counts.put("refused", keys.getRefused());
        counts.values().removeIf(count -> count == 0);
        Map<String, Integer> all = new LinkedHashMap<>();
        all.put("in the file", keys.getInFile());
        all.put("expected", keys.getExpected());
        all.put("used as they are", keys.getMatched());
        all.putAll(counts);
        return all;
    }
}
