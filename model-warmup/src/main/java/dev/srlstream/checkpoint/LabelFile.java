package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** AllenNLP's {@code vocabulary/labels.txt}, read as {@code Vocabulary.from_files} reads it. */
final class LabelFile {
    private static final String NAMESPACE = "labels";
    /** PropBank's roles make some 130 labels. */
    private static final int MAX_LINES = 10_000;

    private static final String PADDING = "@@PADDING@@";

    private LabelFile() {}

    /**
     * The labels by index.
     *
     * @param nonPaddedNamespaces content of {@code non_padded_namespaces.txt}
     * @param origin file that the content came from, for messages
     */
    static List<String> parse(byte[] content, byte[] nonPaddedNamespaces, String origin) throws CheckpointException {
        List<String> labels = new ArrayList<>(lines(Utf8.decodeLines(content, MAX_LINES, origin)));
        if (!isNonPadded(
                lines(Utf8.decodeLines(nonPaddedNamespaces, MAX_LINES, CheckpointFiles.NON_PADDED_NAMESPACES)))) {
            labels.add(0, PADDING);
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).isEmpty() || !seen.add(labels.get(i))) {
                throw new CheckpointException(origin + ": label " + i + " is empty or there twice.");
            }
        }
        if (labels.isEmpty()) {
            throw new CheckpointException(origin + " is empty; it should have one BIO tag per line.");
        }
        return List.copyOf(labels);
    }

    /** Patterns are names, or endings behind a star. */
    private static boolean isNonPadded(List<String> patterns) {
        return patterns.stream()
                .anyMatch(pattern -> pattern.equals(NAMESPACE)
                        || (pattern.startsWith("*") && NAMESPACE.endsWith(pattern.substring(1))));
    }

    private static List<String> lines(String text) {
        List<String> lines = Arrays.asList(text.split("\r?\n", -1));
        return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }
}
