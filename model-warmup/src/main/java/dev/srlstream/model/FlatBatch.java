package dev.srlstream.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows as the inputs of a forward pass: one after the other without padding, by length, so that those of equal length are
 * neighbours and can share an attention.
 */
final class FlatBatch {
    private final List<WordpieceRow> rows;
    /** For each place in the inputs, which row stands there. */
    private final int[] order;

    private final long[] ids;
    private final long[] positions;
    private final long[] tokenTypes;
    private final long[] lengths;

    /** @param rows at least one */
    FlatBatch(List<WordpieceRow> rows) {
        this.rows = rows;
        this.order = IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.comparingInt(row -> rows.get(row).ids().length))
                .mapToInt(Integer::intValue)
                .toArray();
        int wordpieces = rows.stream().mapToInt(row -> row.ids().length).reduce(0, Math::addExact);
        this.ids = new long[wordpieces];
        this.positions = new long[wordpieces];
        this.tokenTypes = new long[wordpieces];
        this.lengths = new long[order.length];
        int begin = 0;
        for (int place = 0; place < order.length; place++) {
            WordpieceRow row = rows.get(order[place]);
            put(row, begin);
            lengths[place] = row.ids().length;
            begin += row.ids().length;
        }
    }

    private void put(WordpieceRow row, int begin) {
        for (int i = 0; i < row.ids().length; i++) {
            ids[begin + i] = row.ids()[i];
            positions[begin + i] = i;
        }
        Arrays.fill(tokenTypes, begin + row.predicateBegin(), begin + row.predicateEnd(), 1L);
    }

    /** {@code [wordpieces]} */
    long[] ids() {
        return ids;
    }

    /** {@code [wordpieces]}: place in the row. */
    long[] positions() {
        return positions;
    }

    /** {@code [wordpieces]}: 1 for the predicate's, which BERT sees as the second segment. */
    long[] tokenTypes() {
        return tokenTypes;
    }

    /** {@code [rows]}: wordpieces of each. */
    long[] lengths() {
        return lengths;
    }

    /**
     * Parts a result again.
     *
     * @param values {@code [wordpieces, labels]}
     * @return for each row as it was given, {@code [its wordpieces, labels]}
     */
    List<float[]> split(FloatBuffer values, int labels) {
        float[][] perRow = new float[order.length][];
        for (int row : order) {
            perRow[row] = new float[rows.get(row).ids().length * labels];
            values.get(perRow[row]);
        }
        return Arrays.asList(perRow);
    }

    /** For messages: how large it is. */
    @Override
    public String toString() {
        return order.length + " rows of up to " + lengths[order.length - 1] + " wordpieces";
    }
}
