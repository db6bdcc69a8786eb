package dev.srlstream.conll;

import java.util.List;

/**
 * The rows of one sentence in a file of columns, one row for each word; all have the same number of columns.
 *
 * @param line number of the first row's line; the others follow it
 * @param rows columns by row
 */
record Rows(long line, List<List<String>> rows) {
    int size() {
        return rows.size();
    }

    /** How many columns each row has. */
    int width() {
        return rows.get(0).size();
    }

    /** The values of a column, one for each word. */
    List<String> column(int index) {
        return rows.stream().map(row -> row.get(index)).toList();
    }

    MalformedGoldException malformed(int row, String message) {
        return new MalformedGoldException(line + row, message);
    }
}
