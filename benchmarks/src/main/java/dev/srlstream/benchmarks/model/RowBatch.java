package dev.srlstream.benchmarks.model;

import dev.srlstream.configuration.BertConfig;
import dev.srlstream.model.WordpieceRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The rows of a forward pass.
 *
 * @param amount what a pass over them does
 */
record RowBatch(List<WordpieceRow> rows, Amount amount) {
    /** As in the service's batches: the most that all rows of a batch would be, in budgets, were they as long as the longest. */
    private static final int MOST_RECTANGLE = 4;

    /** Rows in their order, as many in a batch as the service would take that has this budget of wordpieces. */
    static List<RowBatch> flat(List<WordpieceRow> rows, int budget, BertConfig config, int labels) {
        List<RowBatch> batches = new ArrayList<>();
        List<WordpieceRow> batch = new ArrayList<>();
        long tokens = 0;
        long longest = 0;
        for (WordpieceRow row : rows) {
            int length = row.ids().length;
            longest = Math.max(longest, length);
            boolean fits = tokens + length <= budget && longest * (batch.size() + 1) <= (long) MOST_RECTANGLE * budget;
            if (!fits && !batch.isEmpty()) {
                batches.add(of(batch, tokens, config, labels));
                batch = new ArrayList<>();
                tokens = 0;
                longest = length;
            }
            batch.add(row);
            tokens += length;
        }
        batches.add(of(batch, tokens, config, labels));
        return batches;
    }

    /** Rows in their order, so many in a batch, each made as long as the longest of them. */
    static List<RowBatch> padded(List<WordpieceRow> rows, int size, BertConfig config, int labels) {
        List<RowBatch> batches = new ArrayList<>();
        for (int begin = 0; begin < rows.size(); begin += size) {
            List<WordpieceRow> batch = rows.subList(begin, Math.min(begin + size, rows.size()));
            int longest = batch.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
            batches.add(of(
                    Collections.nCopies(batch.size(), new WordpieceRow(new int[longest], 0, 1)),
                    batch.stream().mapToInt(row -> row.ids().length).sum(),
                    config,
                    labels));
        }
        return batches;
    }

    /** Share of the tokens in all batches that nobody wanted. */
    static double padding(List<RowBatch> batches) {
        double computed = 0;
        double wanted = 0;
        for (RowBatch batch : batches) {
            computed += batch.rows.stream().mapToInt(row -> row.ids().length).sum();
            wanted += batch.amount.wordpieces();
        }
        return 1 - wanted / computed;
    }

    private static RowBatch of(List<WordpieceRow> rows, long tokens, BertConfig config, int labels) {
        double flop = rows.stream()
                .mapToDouble(row -> flop(row.ids().length, config, labels))
                .sum();
        return new RowBatch(List.copyOf(rows), new Amount(tokens, flop));
    }

    /** Of a row, in matrix products alone: four projections, the feed-forward, scores and contexts, and the labels. */
    static double flop(int length, BertConfig config, int labels) {
        double hidden = config.hiddenSize();
        double layer = 4 * hidden * hidden + 2 * hidden * config.intermediateSize() + 2 * hidden * length;
        return 2.0 * length * (config.layers() * layer + hidden * labels);
    }
}
