package dev.srlstream.conll;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of one sentence in CoNLL-U, line by line. Of a multiword token such as {@code 1-2 don't} its syntactic words are kept, and its own form stands in
 * the text; empty nodes such as {@code 8.1} stand for nothing that was written, and are left out.
 */
final class ConllUWords {
    private static final Pattern ID = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9})|\\.[0-9]{1,9})?");
    private static final Pattern PREDICATE_COLUMN = Pattern.compile("(.*:)?PRED");

    private final List<String> columns;
    private final int predicateColumn;
    private final List<String> forms = new ArrayList<>();
    private final List<Integer> predicates = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean annotated;
    private int covered;

    /** @param columns their names */
    ConllUWords(List<String> columns) {
        this.columns = columns;
        this.predicateColumn = columns.stream()
                .filter(PREDICATE_COLUMN.asMatchPredicate())
                .findFirst()
                .map(columns::indexOf)
                .orElse(-1);
    }

    static boolean isId(String value) {
        return ID.matcher(value).matches();
    }

    /** @throws MalformedGoldException when it is not the line that can come next */
    void add(Rows rows, int index) throws MalformedGoldException {
        List<String> row = rows.rows().get(index);
        if (row.size() < columns.size()) {
            throw rows.malformed(
                    index,
                    "This line has %d columns with tabs in between, and CoNLL-U has %d%s."
                            .formatted(
                                    row.size(),
                                    columns.size(),
                                    columns.size() == 10 ? "" : " here, as global.columns says"));
        }
        Matcher id = ID.matcher(value(row, "ID"));
        if (!id.matches()) {
            throw rows.malformed(
                    index, "This line begins with neither the number of a word, nor 1-2 for two, nor 1.1 for none.");
        }
        if (id.group().indexOf('.') >= 0) {
            return;
        }
        int first = Integer.parseInt(id.group(1));
        if (first != forms.size() + 1) {
            throw rows.malformed(
                    index,
                    "This word has the number %d where %d comes next; a blank line ends a sentence."
                            .formatted(first, forms.size() + 1));
        }
        boolean several = id.group(2) != null;
        if (several || first > covered) {
            write(row);
        }
        if (several) {
            covered = Integer.parseInt(id.group(2));
        } else {
            forms.add(value(row, "FORM"));
            mark(row);
        }
    }

    private void write(List<String> row) {
        text.append(value(row, "FORM"));
        boolean joined = Arrays.asList(value(row, "MISC").split("\\|", -1)).contains("SpaceAfter=No");
        text.append(joined ? "" : " ");
    }

    private void mark(List<String> row) {
        String predicate = predicateColumn < 0 ? "*" : row.get(predicateColumn);
        annotated |= !predicate.equals("*");
        if (!predicate.equals("*") && !predicate.equals("_")) {
            predicates.add(forms.size() - 1);
        }
    }

    /** Empty where there is no such column. */
    private String value(List<String> row, String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : row.get(index);
    }

    List<String> forms() {
        return forms;
    }

    /** Indices of words; null where the file does not say which are predicates. */
    @Nullable
    List<Integer> predicates() {
        return annotated ? predicates : null;
    }

    /** What was written. */
    String text() {
        return text.toString().stripTrailing();
    }
}
