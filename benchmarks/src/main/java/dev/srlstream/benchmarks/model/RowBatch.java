package dev.srlstream.benchmarks.model;

import dev.srlstream.checkpoint.BertConfig;
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
    /** Rows in their order, as many in a batch as the budget of tokens has room for. */
    static List<RowBatch> flat(List<WordpieceRow> rows, int budget, BertConfig config, int labels) {
        List<RowBatch> batches = new ArrayList<>();
        List<WordpieceRow> batch = new ArrayList<>();
        long tokens = 0;
        for (WordpieceRow row : rows) {
            if (!batch.isEmpty() && tokens + row.ids().length > budget) {
                batches.add(of(batch, tokens, config, labels));
                batch = new ArrayList<>();
                tokens = 0;
            }
            batch.add(row);
            tokens += row.ids().length;
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
            wanted += batch.amount.tokens();
        }
        return 1 - wanted / computed;
    }

    private static RowBatch of(List<WordpieceRow> rows, long tokens, BertConfig config, int labels) {
        double flop = rows.stream()
                .mapToDouble(row -> flop(row.ids().length, config, labels))
                .sum();
        return new RowBatch(List.copyOf(rows), new Amount(rows.size(), tokens, flop));
    }

    /** Of a row, in matrix products alone: four projections, the feed-forward, scores and contexts, and the labels. */
    static double flop(int length, BertConfig config, int labels) {
        double hidden = config.hiddenSize();
        double layer = 4 * hidden * hidden + 2 * hidden * config.intermediateSize() + 2 * hidden * length;
        return 2.0 * length * (config.layers() * layer + hidden * labels);
    }
}
