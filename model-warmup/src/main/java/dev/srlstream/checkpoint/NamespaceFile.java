package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.configuration.Blanks;
import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import java.util.Arrays;
import java.util.List;

/** The files of AllenNLP's {@code vocabulary} folder, read as {@code Vocabulary.from_files} reads them. */
final class NamespaceFile {
    /** AllenNLP writes two. */
    private static final int MAX_PATTERNS = 10_000;

    private static final String ESCAPED_NEWLINE = "@@NEWLINE@@";

    private NamespaceFile() {}

    /**
     * The tokens of a namespace in the order of their indices.
     *
     * @param origin file that the content came from, for messages
     */
    static List<String> tokens(byte[] content, String origin) throws CheckpointException {
        return lines(UnicodeText.ofLines(content, VocabularyFile.MAX_LINES, origin)).stream()
                .map(line -> line.replace(ESCAPED_NEWLINE, "\n"))
                .toList();
    }

    /**
     * Whether index 0 of a namespace is the padding token, which its file does not have.
     *
     * @param nonPadded content of {@code non_padded_namespaces.txt}: names, or endings behind a star
     */
    static boolean isPadded(String namespace, byte[] nonPadded) throws CheckpointException {
        return lines(UnicodeText.ofLines(nonPadded, MAX_PATTERNS, CheckpointFiles.NON_PADDED_NAMESPACES)).stream()
                .map(Blanks::strip)
                .noneMatch(pattern -> pattern.equals(namespace)
                        || (pattern.startsWith("*") && namespace.endsWith(pattern.substring(1))));
    }

    /** A newline at the end is optional. */
    private static List<String> lines(UnicodeText text) {
        List<String> lines = Arrays.asList(text.text().split("\r?\n", -1));
        return lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
    }
}
