package dev.srlstream.inference;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.sentence.Rejection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs batches through the model and finds the culprit where one fails. Shared by the workers; any number of them may run
 * batches at the same time.
 */
final class BatchRunner {
    /** A model that fails on so many lone rows and on nothing else in between has failed itself, not the sentences. */
    private static final int MOST_FAILURES_IN_A_ROW = 16;

    private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

    private final SrlModel model;
    private final BatchQueue queue;
    private final BiConsumer<List<Row>, List<float[]>> results;
    /** Held for reading during a forward pass, for writing during one that must have the memory for itself. */
    private final ReadWriteLock device = new ReentrantReadWriteLock();

    private final AtomicInteger failuresInARow = new AtomicInteger();

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
        try {
            runOrThrow(batch, device.readLock());
        } catch (ModelException e) {
            if (e.isForLackOfMemory()) {
                LOG.warn(
                        "event=batch-too-large rows={} batch_tokens={} error=\"{}\"",
                        batch.size(),
                        queue.shrinkBelow(batch),
                        e.getMessage());
            }
            split(batch, e);
        }
    }

    private void runOrThrow(List<Row> batch, Lock lock) {
        List<Row> rows = batch.stream().filter(row -> !row.job().isDone()).toList();
        if (rows.isEmpty()) {
            return;
        }
        List<float[]> probabilities;
        lock.lock();
        try {
            probabilities = model.forward(rows.stream().map(Row::wordpieces).toList());
        } finally {
            lock.unlock();
        }
        failuresInARow.set(0);
        check(rows, probabilities);
        results.accept(rows, probabilities);
    }

    /** Runs the halves of what failed, and what fails of them in halves again, down to lone rows. */
    private void split(List<Row> rows, ModelException failure) {
        if (rows.size() == 1) {
            reject(rows, failure);
            return;
        }
        int half = rows.size() / 2;
        for (List<Row> part : List.of(rows.subList(0, half), rows.subList(half, rows.size()))) {
            try {
                runOrThrow(part, device.readLock());
            } catch (ModelException e) {
                split(part, e);
            }
        }
    }

    private void reject(List<Row> alone, ModelException failure) {
        if (failure.isForLackOfMemory()) {
            try {
                // Other workers' batches may have held the memory.
                runOrThrow(alone, device.writeLock());
                return;
            } catch (ModelException e) {
                LOG.warn("event=row-too-large error=\"{}\"", e.getMessage());
            }
        }
        Row row = alone.get(0);
        if (failuresInARow.incrementAndGet() >= MOST_FAILURES_IN_A_ROW) {
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
