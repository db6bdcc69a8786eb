package dev.srlstream.conll;

import dev.srlstream.decode.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the shared task CoNLL-2012, as OntoNotes is handed out: document, part, number of the word, word, part of speech, tree, lemma and
 * frameset of the predicate, sense, speaker, named entities, one column of roles for each predicate, coreference. Ids are
 * document, part and number of the sentence in its part, from 0. Owned by one thread.
 */
final class Conll2012Reader implements GoldReader {
    private static final int DOCUMENT = 0;
    private static final int PART = 1;
    private static final int WORD = 3;
    private static final int LEMMA = 6;
    private static final int FRAMESET = 7;
    private static final int ROLES = 11;

    /** What stands for each word in the files that may be handed out to everybody. */
    private static final String WITHHELD = "[WORD]";

    private final RowReader reader;
    private String part = "";
    private int sentences;

    Conll2012Reader(GoldLines lines) {
        this.reader = new RowReader(lines, true);
    }

    /** Whether a row can be of this format: its third column counts words. */
    static boolean fits(List<String> row) {
        return row.size() > ROLES && row.get(PART).matches("\\d+") && row.get(2).matches("\\d+");
    }

    @Override
    public @Nullable GoldSentence next() throws IOException, MalformedGoldException {
        Rows rows = reader.next();
        if (rows == null) {
            return null;
        }
        if (!fits(rows.rows().get(0))) {
            throw rows.malformed(
                    0,
                    "This is no line of CoNLL-2012: those have 12 columns or more, the second the"
                            + " number of the part, the third that of the word.");
        }
        List<String> tokens = rows.column(WORD);
        if (tokens.stream().allMatch(WITHHELD::equals)) {
            throw rows.malformed(
                    0,
                    "The words are withheld: each is [WORD], as in the files without OntoNotes' text;"
                            + " put the words of your copy of OntoNotes into column 4.");
        }
        String id = id(rows);
        return new GoldSentence(id, null, tokens, propositions(rows));
    }

    private String id(Rows rows) {
        List<String> first = rows.rows().get(0);
        String its = first.get(DOCUMENT) + "/" + first.get(PART);
        sentences = its.equals(part) ? sentences + 1 : 0;
        part = its;
        return its + "/" + sentences;
    }

    private static List<Proposition> propositions(Rows rows) throws MalformedGoldException {
        List<String> framesets = rows.column(FRAMESET);
        List<Integer> marked = IntStream.range(0, rows.size())
                .filter(word -> !framesets.get(word).equals("-"))
                .boxed()
                .toList();
        int columns = rows.width() - 1 - ROLES;
        Set<Integer> seen = new HashSet<>();
        List<Proposition> propositions = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            List<Span> spans = RoleColumn.spans(rows, ROLES + i);
            int predicate = marked.size() == columns ? marked.get(i) : verb(rows, ROLES + i, marked.size(), spans);
            if (!seen.add(predicate)) {
                throw rows.malformed(predicate, "This word is the predicate of two columns of roles.");
            }
            propositions.add(new Proposition(predicate, roleset(rows, predicate), spans));
        }
        return propositions;
    }

    /** Lines can lack the frameset of a predicate that nevertheless has its roles. */
    private static int verb(Rows rows, int column, int marked, List<Span> spans) throws MalformedGoldException {
        for (Span span : spans) {
            if (span.role().equals("V")) {
                return span.start();
            }
        }
        throw rows.malformed(
                0,
                "Columns 7 and 8 of this sentence name %d predicates, there are %d columns of roles, and column %d has no V that tells its predicate."
                        .formatted(marked, rows.width() - 1 - ROLES, column + 1));
    }

    private static @Nullable String roleset(Rows rows, int predicate) {
        String lemma = rows.rows().get(predicate).get(LEMMA);
        String frameset = rows.rows().get(predicate).get(FRAMESET);
        if (lemma.equals("-")) {
            return null;
        }
        return frameset.equals("-") ? lemma : lemma + "." + frameset;
    }
}
