package dev.srlstream.inference;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.sentence.Rejection;
import java.util.List;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs batches through the model and finds the culprit where one fails. Confined to one worker. */
final class BatchRunner {
    /** A model that fails on so many lone rows and on nothing else in between has failed itself, not the sentences. */
    private static final int MOST_FAILURES_IN_A_ROW = 16;

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final SrlModel model;
    private final BatchQueue queue;
    private final BiConsumer<List<Row>, List<float[]>> results;
    private int failuresInARow;

    /**
     * @param queue where batches come from; told to make smaller ones where memory runs out
     * @param results takes rows and, for each, its probabilities {@code [wordpieces, labels]}
     */
    BatchRunner(SrlModel model, BatchQueue queue, BiConsumer<List<Row>, List<float[]>> results) {
        this.model = model;
        this.queue = queue;
        this.results = results;
    }

    /**
     * @throws IllegalStateException when the model breaks its contract
     * @throws ModelException when it fails on everything
     */
    void run(List<Row> batch) {
        List<Row> rows = batch.stream().filter(row -> !row.job().isDone()).toList();
        if (rows.isEmpty()) {
            return;
        }
        List<float[]> probabilities;
        try {
            probabilities = model.forward(rows.stream().map(Row::wordpieces).toList());
        } catch (ModelException e) {
            if (rows.size() == 1) {
                reject(rows.get(0), e);
            } else {
                if (e.isForLackOfMemory()) {
                    LOG.warn(
                            "event=batch-too-large rows={} batch_tokens={} error=\"{}\"",
                            rows.size(),
                            queue.shrinkBelow(rows),
                            e.getMessage());
                }
                int half = rows.size() / 2;
                run(rows.subList(0, half));
                run(rows.subList(half, rows.size()));
            }
            return;
        }
        failuresInARow = 0;
        check(rows, probabilities);
        results.accept(rows, probabilities);
    }

    private void reject(Row row, ModelException failure) {
        failuresInARow++;
        if (failuresInARow >= MOST_FAILURES_IN_A_ROW) {
            throw failure;
        }
        row.job()
                .reject(
                        Rejection.Stage.INFER,
                        "The model failed on " + row.length() + " wordpieces with predicate " + row.predicate() + ": "
                                + failure.getMessage());
    }

    private void check(List<Row> rows, List<float[]> probabilities) {
        if (probabilities.size() != rows.size()) {
            throw new IllegalStateException(
                    "The model returned " + probabilities.size() + " rows for " + rows.size() + ".");
        }
        for (int i = 0; i < rows.size(); i++) {
            int expected = rows.get(i).length() * model.labels();
            if (probabilities.get(i).length != expected) {
                throw new IllegalStateException("The model returned " + probabilities.get(i).length
                        + " probabilities for a row of " + expected + ".");
            }
        }
    }
}
