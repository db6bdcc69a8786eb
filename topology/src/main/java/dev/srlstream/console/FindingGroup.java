package dev.srlstream.console;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.srlstream.event.FindingKind;
import dev.srlstream.event.KeyFinding;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * Findings that say the same of several keys: one action, one kind, and one reason but for the key and the numbers in it.
 *
 * @param findings at least one, in the order of the audit
 */
record FindingGroup(String action, List<KeyFinding> findings) {
    /** What decides comes first; what changes nothing comes last. Others stand in between. */
    private static final List<String> FIRST = List.of("refused", "reinitialised", "regenerated");

    private static final List<String> LAST = List.of("noted", "ignored");

    private record Sameness(String action, String kind, String reason) {}

    /** In the order in which they deserve to be read. */
    static List<FindingGroup> of(List<KeyFinding> findings) {
        return findings.stream()
                .collect(groupingBy(FindingGroup::sameness, LinkedHashMap::new, toList()))
                .values()
                .stream()
                .map(same -> new FindingGroup(same.get(0).getAction(), same))
                .sorted(Comparator.comparingInt(group -> rank(group.action)))
                .toList();
    }

    /** The reason that holds for all; empty where the numbers in it differ from key to key. */
    Optional<String> reason() {
        List<String> reasons =
                findings.stream().map(FindingGroup::reason).distinct().toList();
        return reasons.size() == 1 ? Optional.of(reasons.get(0)) : Optional.empty();
    }

    private static Sameness sameness(KeyFinding finding) {
        String numberless = reason(finding).replace(finding.getKey(), "").replaceAll("\\d+", "");
        return new Sameness(finding.getAction(), finding.getKind().name(), numberless);
    }

    /** The new name is the only thing that tells one renaming from another. */
    private static String reason(KeyFinding finding) {
        return finding.getKind() == FindingKind.RENAMED
                ? finding.getDetail().replaceFirst("^Renamed to \\S+: ", "")
                : finding.getDetail();
    }

    private static int rank(String action) {
        int first = FIRST.indexOf(action);
        return first >= 0 ? first - FIRST.size() : LAST.indexOf(action) + 1;
    }
}
