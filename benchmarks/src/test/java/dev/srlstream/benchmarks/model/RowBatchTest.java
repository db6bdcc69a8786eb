package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.WordpieceRow;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowBatchTest {
    private static final BertConfig CONFIG = new BertConfig(2, 4, 2, 8, 10, 16, 2, 1e-12);
    private static final int LABELS = 3;

    @Test
    void countsEveryMatrixProductOfARow() {
        // When: per token and layer 4 projections of 4x4, two of 4x8, scores and contexts with 5 others; then the
        // labels
        double flop = RowBatch.flop(5, CONFIG, LABELS);

        // Then
        assertThat(flop).isEqualTo(2.0 * 5 * (2 * (4 * 16 + 2 * 32 + 2 * 5 * 4) + 4 * 3));
    }

    @Test
    void fillsBatchesInOrderUpToTheBudget() {
        // When
        List<RowBatch> batches = RowBatch.flat(rows(4, 5, 2, 12, 3), 10, CONFIG, LABELS);

        // Then
        assertThat(batches)
                .extracting(RowBatchTest::lengths)
                .containsExactly(List.of(4, 5), List.of(2), List.of(12), List.of(3));
        assertThat(batches).extracting(batch -> batch.amount().wordpieces()).containsExactly(9.0, 2.0, 12.0, 3.0);
        assertThat(RowBatch.padding(batches)).isZero();
    }

    @Test
    void boundsWhatABatchWouldBeIfItWerePadded() {
        // Given: rows that hold 20 wordpieces; padded, the first ten would be 4 x 20 and all of them more
        List<WordpieceRow> rows = rows(1, 1, 1, 1, 1, 1, 1, 1, 1, 8, 1, 1, 1);

        // When
        List<RowBatch> batches = RowBatch.flat(rows, 20, CONFIG, LABELS);

        // Then
        assertThat(batches)
                .extracting(RowBatchTest::lengths)
                .containsExactly(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1, 8), List.of(1, 1, 1));
    }

    @Test
    void makesRowsAsLongAsTheLongestOfTheirBatchButCountsWhatWasWanted() {
        // When
        List<RowBatch> batches = RowBatch.padded(rows(4, 8, 6), 2, CONFIG, LABELS);

        // Then
        assertThat(batches).extracting(RowBatchTest::lengths).containsExactly(List.of(8, 8), List.of(6));
        assertThat(batches).extracting(batch -> batch.amount().wordpieces()).containsExactly(12.0, 6.0);
        assertThat(RowBatch.padding(batches)).isCloseTo(4.0 / 22, within(1e-12));
    }

    private static List<WordpieceRow> rows(int... lengths) {
        return IntStream.of(lengths)
                .mapToObj(length -> new WordpieceRow(new int[length], 0, 1))
                .toList();
    }

    private static List<Integer> lengths(RowBatch batch) {
        return batch.rows().stream().map(row -> row.ids().length).toList();
    }
}
