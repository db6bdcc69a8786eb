package dev.srlstream.conll;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sentences of a CoNLL-U file ({@code universaldependencies.org/format.html}), or of CoNLL-U Plus, whose columns {@code # global.columns}
 * names: their syntactic words, and their predicates where a column such as {@code UP:PRED} has them. The id is that of {@code # sent_id}, else
 * the number of the sentence's first line; the text that of {@code # text}, else the words as {@code SpaceAfter=No} joins them.
 * Owned by one thread.
 */
public final class ConllUSentences implements SentenceSource {
    private static final List<String> COLUMNS =
            List.of("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC");

    private static final Pattern COMMENT = Pattern.compile("#\\s*([^=]*?)\\s*(?:=\\s*(.*?)\\s*)?", Pattern.DOTALL);

    /** In characters: a hundred times what a long sentence takes. */
    private static final long LONGEST = 1_000_000;

    private final GoldLines lines;
    private List<String> columns = COLUMNS;
    private @Nullable String document;
    private long number;

    /** @param stream UTF-8 */
    public ConllUSentences(InputStream stream) {
        lines = new GoldLines(stream);
    }

    /** Whether a line can be one of a word. */
    public static boolean fits(String line) {
        String[] values = line.split("\t", -1);
        return values.length >= COLUMNS.size() && ConllUWords.isId(values[0]);
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public @Nullable SentenceLine next() throws IOException, MalformedLineException {
        Map<String, String> comments = new HashMap<>();
        try {
            Rows rows = rows(comments);
            return rows == null ? null : sentence(rows, comments);
        } catch (MalformedGoldException e) {
            number = e.line();
            throw new MalformedLineException(String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Rows rows(Map<String, String> comments) throws IOException, MalformedGoldException {
        List<List<String>> rows = new ArrayList<>();
        long first = 0;
        long characters = 0;
        try {
            while (lines.peek() != null && !(lines.isApart() && !rows.isEmpty())) {
                String line = String.valueOf(lines.take());
                characters += line.length();
                if (characters > LONGEST) {
                    throw new MalformedGoldException(
                            lines.number(),
                            "The sentence of this line is longer than %,d characters; a blank line ends a sentence."
                                    .formatted(LONGEST));
                }
                if (line.startsWith("#")) {
                    comment(line, comments);
                } else {
                    first = rows.isEmpty() ? lines.number() : first;
                    rows.add(List.of(line.split("\t", -1)));
                }
            }
        } catch (MalformedGoldException e) {
            lines.skipToBlankLine();
            throw e;
        }
        return rows.isEmpty() ? null : new Rows(first, rows);
    }

    private SentenceLine sentence(Rows rows, Map<String, String> comments) throws MalformedGoldException {
        number = rows.line();
        ConllUWords words = new ConllUWords(columns);
        for (int row = 0; row < rows.size(); row++) {
            words.add(rows, row);
        }
        String text = comments.get("text");
        SentenceLine line = GoldSentences.line(
                comments.getOrDefault("sent_id", Long.toString(rows.line())),
                text == null || text.isEmpty() ? words.text() : text,
                words.forms(),
                words.predicates());
        if (document != null) {
            ((ObjectNode) line.json()).putObject("attributes").put("document.id", document);
        }
        return line;
    }

    private void comment(String line, Map<String, String> comments) {
        Matcher comment = COMMENT.matcher(line);
        if (comment.matches()) {
            String value = comment.group(2);
            switch (comment.group(1)) {
                case "newdoc" -> document = null;
                case "newdoc id" -> document = value;
                case "global.columns" -> columns = value == null ? COLUMNS : List.of(value.split("\\s+"));
                default -> comments.put(comment.group(1), value == null ? "" : value);
            }
        }
    }
}
