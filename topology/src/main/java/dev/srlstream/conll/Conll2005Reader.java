package dev.srlstream.conll;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of the shared tasks CoNLL-2004 and CoNLL-2005: the word, any others such as part of speech, chunks, clauses, tree and named
 * entities, then the lemma of each predicate or {@code -}, then one column of roles for each predicate, in their order. Ids are the numbers of the
 * sentences, from 1. Owned by one thread.
 */
final class Conll2005Reader implements GoldReader {
    private static final String NO_TARGET = "-";

    private final RowReader reader;
    private int sentences;

    Conll2005Reader(GoldLines lines) {
        this.reader = new RowReader(lines, false);
    }

    @Override
    public @Nullable GoldSentence next() throws IOException, MalformedGoldException {
        Rows rows = reader.next();
        if (rows == null) {
            return null;
        }
        sentences++;
        int column = targetColumn(rows);
        List<String> targets = rows.column(column);
        int[] predicates = IntStream.range(0, rows.size())
                .filter(word -> !targets.get(word).equals(NO_TARGET))
                .toArray();
        requireWordsAndPredicates(rows, column, predicates.length);
        List<Proposition> propositions = new ArrayList<>();
        for (int i = 0; i < predicates.length; i++) {
            propositions.add(
                    new Proposition(predicates[i], targets.get(predicates[i]), RoleColumn.spans(rows, column + 1 + i)));
        }
        return new GoldSentence(Integer.toString(sentences), null, rows.column(0), propositions);
    }

    /** What stands behind it are brackets alone, and it never is: a lemma or - is no bracket. */
    private static int targetColumn(Rows rows) {
        int column = rows.width() - 1;
        while (column > 0 && rows.column(column).stream().allMatch(RoleColumn::isBrackets)) {
            column--;
        }
        return column;
    }

    private static void requireWordsAndPredicates(Rows rows, int column, int predicates) throws MalformedGoldException {
        int roles = rows.width() - 1 - column;
        if (roles == 0 && predicates == rows.size()) {
            throw rows.malformed(
                    0,
                    "Nothing here tells predicates and roles: lines of CoNLL-2005 end in a lemma or -, and a column of"
                            + " roles for each predicate of their sentence; where words and propositions are two files,"
                            + " paste them together, for example with: paste -d ' ' WORDS PROPS.");
        }
        if (column == 0) {
            throw rows.malformed(
                    0,
                    "There are propositions and no words here, as in the props files of CoNLL-2005;"
                            + " paste the file of words before them, for example with: paste -d ' ' WORDS PROPS.");
        }
        if (predicates != roles) {
            throw rows.malformed(
                    0,
                    "Column %d of this sentence names %d predicates, but %d columns of roles follow it."
                            .formatted(column + 1, predicates, roles));
        }
    }
}
