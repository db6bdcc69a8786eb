package dev.srlstream.config;

import java.util.Collection;
import java.util.Comparator;

/** Finds the name that a mistyped one was probably meant to be. */
public final class ClosestName {
    private ClosestName() {}

    /** @return a sentence part such as {@code ; did you mean pending.max?}, or nothing where no candidate is near */
    static String suggestion(String mistyped, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(mistyped, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(mistyped, nearest) <= Math.max(2, mistyped.length() / 3))
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    /** Levenshtein's distance: insertions, deletions and replacements, each counted as one. */
    public static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
