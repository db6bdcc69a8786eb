package dev.srlstream.checkpoint;

import dev.srlstream.weights.CheckpointException;
import java.util.Arrays;
import java.util.List;

/** A BERT's {@code vocab.txt}, read as transformers' {@code load_vocab} reads it: one wordpiece per line, the line is the id. */
final class VocabularyFile {
    private static final List<String> NEEDED = List.of("[UNK]", "[CLS]", "[SEP]");

    /** The largest multilingual BERT has half as many. */
    private static final int MAX_LINES = 1 << 20;

    private VocabularyFile() {}

    /**
     * The wordpieces by id, blanks at their ends kept.
     *
     * @param origin file that the content came from, for messages
     */
    static List<String> parse(byte[] content, String origin) throws CheckpointException {
        // Python's universal newlines: a lone carriage return ends a line as well.
        List<String> lines =
                Arrays.asList(Utf8.decodeLines(content, MAX_LINES, origin).split("\r\n|\r|\n", -1));
        List<String> wordpieces = lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
        for (String needed : NEEDED) {
            if (!wordpieces.contains(needed)) {
                throw new CheckpointException(
                        origin + " has no line " + needed + "; it is not the wordpiece vocabulary of a BERT.");
            }
        }
        return List.copyOf(wordpieces);
    }
}
