package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.configuration.BioTags;
import dev.srlstream.configuration.Blanks;
import dev.srlstream.configuration.SpecialTokens;
import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AllenNLP's {@code vocabulary/labels.txt}. The weights depend on the order of its lines alone; the text of a label decides
 * what may follow it and what consumers get.
 *
 * @param labels BIO tags by label index, without blanks at their ends
 * @param padded whether index 0 is the padding token, which the file does not have
 * @param remarks what is likely an accident in it
 */
record LabelFile(List<String> labels, boolean padded, List<Remark> remarks) {
    private static final String NAMESPACE = "labels";
    /** PropBank's roles make some 130 labels. */
    private static final int MAX_LABELS = 10_000;

    LabelFile {
        labels = List.copyOf(labels);
        remarks = List.copyOf(remarks);
    }

    /**
     * @param nonPaddedNamespaces content of {@code non_padded_namespaces.txt}
     * @param special tokens of padded namespaces
     * @param origin file that the content came from, for messages
     */
    static LabelFile parse(byte[] content, byte[] nonPaddedNamespaces, SpecialTokens special, String origin)
            throws CheckpointException {
        List<String> lines = NamespaceFile.tokens(content, origin);
        if (lines.isEmpty()) {
            throw new CheckpointException(origin + " is empty; it should have one BIO tag per line.");
        }
        if (lines.size() > MAX_LABELS) {
            throw new CheckpointException(origin + " has " + lines.size() + " lines, more than the " + MAX_LABELS
                    + " that such a file may have.");
        }
        List<String> labels = labels(lines, origin);
        boolean padded = NamespaceFile.isPadded(NAMESPACE, nonPaddedNamespaces);
        if (padded && !labels.contains(special.unknown())) {
            throw new CheckpointException(origin + " has no line " + Printable.excerpt(special.unknown())
                    + ", which it must have because " + CheckpointFiles.NON_PADDED_NAMESPACES
                    + " does not list *labels: one of the two files is another model's.");
        }
        if (padded && labels.contains(special.padding())) {
            throw new CheckpointException(origin + ", line " + (1 + labels.indexOf(special.padding())) + ", is "
                    + Printable.excerpt(special.padding())
                    + ", which is label 0 already because " + CheckpointFiles.NON_PADDED_NAMESPACES
                    + " does not list *labels: one of the two files is another model's.");
        }
        if (!BioTags.haveBeginnings(labels)) {
            throw new CheckpointException(origin + " has no tag that begins with B-, so that no sentence would have an"
                    + " argument; it should have BIO tags such as O, B-V and I-ARG0, one per line in the order that"
                    + " the model was trained with.");
        }
        List<Remark> remarks = new ArrayList<>();
        remark(remarks, CheckpointFiles.LABELS, UnicodeText.Encoding.of(content).remark());
        remark(
                remarks,
                CheckpointFiles.NON_PADDED_NAMESPACES,
                UnicodeText.Encoding.of(nonPaddedNamespaces).remark());
        remark(remarks, CheckpointFiles.LABELS, blank(lines, labels));
        remark(remarks, CheckpointFiles.LABELS, BioTags.accident(labels, padded ? special.unknown() : "O"));
        if (padded) {
            labels.add(0, special.padding());
        }
        return new LabelFile(labels, padded, remarks);
    }

    /** The lines without blanks at their ends. */
    private static List<String> labels(List<String> lines, String origin) throws CheckpointException {
        List<String> labels = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : lines) {
            String label = Blanks.strip(line);
            Optional<String> fault = BioTags.fault(label);
            int number = labels.size() + 1;
            if (fault.isPresent()) {
                throw new CheckpointException(origin + ", line " + number + ", " + fault.get() + ".");
            }
            Integer before = seen.put(label, number);
            if (before != null) {
                throw new CheckpointException(origin + ", line " + number + ", repeats the label "
                        + Printable.excerpt(label) + " of line " + before
                        + ": each can be there only once, and the order must be that of the training.");
            }
            labels.add(label);
        }
        return labels;
    }

    private static Optional<String> blank(List<String> lines, List<String> labels) {
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).equals(labels.get(i))) {
                return Optional.of("Line " + (i + 1) + " has a blank at its beginning or end, which is left out here;"
                        + " AllenNLP would make it part of the tag " + Printable.excerpt(labels.get(i)) + ".");
            }
        }
        return Optional.empty();
    }

    private static void remark(List<Remark> remarks, String file, Optional<String> detail) {
        detail.ifPresent(text -> remarks.add(new Remark(file, text)));
    }
}
