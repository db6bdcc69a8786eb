package dev.srlstream.conll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads columns apart by blanks or tabs, sentences apart by blank lines. Owned by one thread. */
final class RowReader {
    /** Columns are mostly asterisks: a hundred times what a long sentence takes. */
    private static final long LONGEST = 4_000_000;

    private static final Pattern BLANKS = Pattern.compile("[ \t]+");

    private final GoldLines lines;
    private final boolean comments;

    /** @param comments whether lines that begin with # are none of a sentence's, and end one */
    RowReader(GoldLines lines, boolean comments) {
        this.lines = lines;
        this.comments = comments;
    }

    /**
     * The rows of the next sentence; null after the last.
     *
     * @throws MalformedGoldException when they are no table; the next call goes on behind the sentence
     */
    @Nullable
    Rows next() throws IOException, MalformedGoldException {
        List<List<String>> rows = new ArrayList<>();
        long first = 0;
        try {
            long characters = 0;
            while (hasMore(rows)) {
                String line = lines.take();
                if (line != null && !isComment(line)) {
                    first = rows.isEmpty() ? lines.number() : first;
                    characters += line.length();
                    rows.add(List.of(BLANKS.split(line.strip())));
                }
                if (characters > LONGEST) {
                    throw new MalformedGoldException(
                            first,
                            "The sentence that begins here is longer than %,d characters; a blank line ends a sentence."
                                    .formatted(LONGEST));
                }
            }
        } catch (MalformedGoldException e) {
            lines.skipToBlankLine();
            throw e;
        }
        return rows.isEmpty() ? null : table(new Rows(first, rows));
    }

    private boolean hasMore(List<List<String>> rows) throws IOException, MalformedGoldException {
        String line = lines.peek();
        return line != null && (rows.isEmpty() || !(lines.isApart() || isComment(line)));
    }

    private static Rows table(Rows sentence) throws MalformedGoldException {
        for (int i = 1; i < sentence.size(); i++) {
            if (sentence.rows().get(i).size() != sentence.width()) {
                throw sentence.malformed(
                        i,
                        "This line has %d columns, the first line of its sentence has %d; a blank line ends a sentence."
                                .formatted(sentence.rows().get(i).size(), sentence.width()));
            }
        }
        return sentence;
    }

    private boolean isComment(String line) {
        return comments && line.startsWith("#");
    }
}
