package dev.srlstream.checkpoint;

import dev.srlstream.checkpoint.files.CheckpointFiles;
import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.checkpoint.files.RemarkRule;
import dev.srlstream.configuration.Blanks;
import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The wordpiece vocabulary of a BERT.
 *
 * @param file name of the file, for remarks
 * @param source of the file
 * @param wordpieces by id, blanks at their ends kept; where one is there twice, its last id counts
 */
record VocabularyFile(String file, UnicodeText source, List<String> wordpieces) {
    private static final List<String> NEEDED = List.of("[UNK]", "[CLS]", "[SEP]");

    /** The largest multilingual BERT has half as many. */
    static final int MAX_LINES = 1 << 20;

    private static final Pattern LONE_RETURN = Pattern.compile("\r(?!\n)");

    private static final List<RemarkRule<VocabularyFile>> RULES = List.of(
            rule(
                    vocabulary -> LONE_RETURN.matcher(vocabulary.source.text()).find(),
                    vocabulary ->
                            "A carriage return without a newline ends a line here, as in Python: ids behind it are one"
                                    + " higher than most editors number the lines."),
            rule(
                    vocabulary -> !LONE_RETURN.matcher(vocabulary.source.text()).find()
                            && vocabulary.source.text().contains("\r\n"),
                    vocabulary -> "Lines end in carriage return and newline, so the file went through another system;"
                            + " that alone changes no id."),
            rule(
                    vocabulary -> vocabulary.source.encoding().remark().isPresent(),
                    vocabulary -> vocabulary.source.encoding().remark().orElseThrow()),
            rule(
                    vocabulary -> vocabulary.wordpieces.contains(""),
                    vocabulary -> "Line " + (vocabulary.wordpieces.indexOf("") + 1)
                            + " is empty; it counts as a wordpiece, and moves the ids behind it if it is an accident."),
            rule(
                    vocabulary -> vocabulary.blankAt() >= 0,
                    vocabulary ->
                            "Line " + (vocabulary.blankAt() + 1) + " begins or ends with a blank, which belongs to the"
                                    + " wordpiece: it is never found, because words have none."),
            rule(
                    vocabulary -> vocabulary.repetitionAt() >= 0,
                    vocabulary -> "Line " + (vocabulary.repetitionAt() + 1) + " repeats the wordpiece "
                            + Printable.excerpt(vocabulary.wordpieces.get(vocabulary.repetitionAt()))
                            + ": as in transformers, the last of equal lines gives the id."));

    /**
     * A {@code vocab.txt}, read as transformers' {@code load_vocab} reads it: the line is the id.
     *
     * @param origin file that the content came from, for messages
     */
    static VocabularyFile parse(byte[] content, String origin) throws CheckpointException {
        UnicodeText source = UnicodeText.ofLines(content, MAX_LINES, origin);
        // Python's universal newlines: a lone carriage return ends a line as well.
        List<String> lines = Arrays.asList(source.text().split("\r\n|\r|\n", -1));
        List<String> wordpieces = lines.get(lines.size() - 1).isEmpty() ? lines.subList(0, lines.size() - 1) : lines;
        for (String needed : NEEDED) {
            if (!wordpieces.contains(needed)) {
                throw new CheckpointException(
                        origin + " has no line " + needed + "; it is not the wordpiece vocabulary of a BERT.");
            }
        }
        return new VocabularyFile(CheckpointFiles.VOCABULARY, source, List.copyOf(wordpieces));
    }

    /** Whether these are the wordpieces of a BERT. */
    static boolean isWordpieces(List<String> tokens) {
        return tokens.containsAll(NEEDED);
    }

    /** What is likely an accident in the vocabulary. */
    List<Remark> remarks() {
        return RemarkRule.judge(RULES, this);
    }

    private static RemarkRule<VocabularyFile> rule(
            Predicate<VocabularyFile> applies, Function<VocabularyFile, String> detail) {
        return new RemarkRule<>(applies, VocabularyFile::file, detail);
    }

    private int blankAt() {
        for (int id = 0; id < wordpieces.size(); id++) {
            if (!wordpieces.get(id).equals(Blanks.strip(wordpieces.get(id)))) {
                return id;
            }
        }
        return -1;
    }

    private int repetitionAt() {
        Set<String> seen = new HashSet<>();
        for (int id = 0; id < wordpieces.size(); id++) {
            String wordpiece = wordpieces.get(id);
            if (!wordpiece.isEmpty() && !seen.add(wordpiece)) {
                return id;
            }
        }
        return -1;
    }
}
