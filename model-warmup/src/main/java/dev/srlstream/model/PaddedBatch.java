package dev.srlstream.model;

import java.util.Arrays;
import java.util.List;

/** Rows as the rectangular, row-major inputs {@code [rows, length]} of a forward pass; short rows end in padding. */
final class PaddedBatch {
    private final int[] lengths;
    private final int length;
    private final long[] ids;
    private final float[] mask;
    private final long[] tokenTypes;

    private PaddedBatch(int[] lengths) {
        this.lengths = lengths;
        this.length = Arrays.stream(lengths).max().orElseThrow();
        int size = Math.multiplyExact(lengths.length, length);
        this.ids = new long[size];
        this.mask = new float[size];
        this.tokenTypes = new long[size];
    }

    /** @param rows at least one */
    static PaddedBatch of(List<WordpieceRow> rows) {
        PaddedBatch batch =
                new PaddedBatch(rows.stream().mapToInt(row -> row.ids().length).toArray());
        for (int i = 0; i < rows.size(); i++) {
            batch.put(i, rows.get(i));
        }
        return batch;
    }

    private void put(int index, WordpieceRow row) {
        int begin = index * length;
        for (int i = 0; i < row.ids().length; i++) {
            ids[begin + i] = row.ids()[i];
        }
        Arrays.fill(mask, begin, begin + row.ids().length, 1f);
        Arrays.fill(tokenTypes, begin + row.predicateBegin(), begin + row.predicateEnd(), 1L);
    }

    int rows() {
        return lengths.length;
    }

    /** Wordpieces of the longest row. */
    int length() {
        return length;
    }

    int lengthOf(int row) {
        return lengths[row];
    }

    long[] ids() {
        return ids;
    }

    /** 1 for a wordpiece, 0 for padding. */
    float[] mask() {
        return mask;
    }

    /** 1 for the predicate's wordpieces, which BERT sees as the second segment. */
    long[] tokenTypes() {
        return tokenTypes;
    }
}
