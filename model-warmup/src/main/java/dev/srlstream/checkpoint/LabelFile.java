package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import dev.srlstream.weights.Printable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * AllenNLP's {@code vocabulary/labels.txt}.
 *
 * @param labels BIO tags by label index
 * @param padded whether index 0 is the padding token, which the file does not have
 */
record LabelFile(List<String> labels, boolean padded) {
    private static final String NAMESPACE = "labels";
    /** PropBank's roles make some 130 labels. */
    private static final int MAX_LABELS = 10_000;

    /**
     * @param nonPaddedNamespaces content of {@code non_padded_namespaces.txt}
     * @param special tokens of padded namespaces
     * @param origin file that the content came from, for messages
     */
    static LabelFile parse(byte[] content, byte[] nonPaddedNamespaces, SpecialTokens special, String origin)
            throws CheckpointException {
        List<String> labels = new ArrayList<>(NamespaceFile.tokens(content, origin));
        boolean padded = NamespaceFile.isPadded(NAMESPACE, nonPaddedNamespaces);
        if (labels.isEmpty()) {
            throw new CheckpointException(origin + " is empty; it should have one BIO tag per line.");
        }
        if (labels.size() > MAX_LABELS) {
            throw new CheckpointException(origin + " has " + labels.size() + " lines, more than the " + MAX_LABELS
                    + " that such a file may have.");
        }
        if (padded && !labels.contains(special.unknown())) {
            throw new CheckpointException(origin + " has no line " + Printable.excerpt(special.unknown())
                    + ", which it must have because " + CheckpointFiles.NON_PADDED_NAMESPACES
                    + " does not list *labels: one of the two files is another model's.");
        }
        if (padded) {
            labels.add(0, special.padding());
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.get(i).isEmpty() || !seen.add(labels.get(i))) {
                throw new CheckpointException(origin + ": label " + i + " is empty or there twice.");
            }
        }
        return new LabelFile(List.copyOf(labels), padded);
    }
}
