package dev.srlstream.inference;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.service.EngineEvents.BatchSizeRestored;
import dev.srlstream.log.service.EngineEvents.BatchTooLarge;
import dev.srlstream.log.service.EngineEvents.RowFailedOnce;
import dev.srlstream.log.service.EngineEvents.RowTooLarge;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Runs batches through the device and finds the row that fails where a batch does. Shared by the workers; any number of them may run
 * batches at the same time.
 */
final class BatchRunner {
    private static final EventLog LOG = EventLog.of(BatchRunner.class);

    private final GuardedModel device;
    private final BatchQueue queue;
    private final EngineListener listener;
    private final BiConsumer<List<Row>, List<float[]>> results;

    /**
     * @param queue where batches come from; told how they went, as their size depends on it
     * @param results takes rows and, for each, its probabilities {@code [wordpieces, labels]}
     */
    BatchRunner(
            GuardedModel device,
            BatchQueue queue,
            EngineListener listener,
            BiConsumer<List<Row>, List<float[]>> results) {
        this.device = device;
        this.queue = queue;
        this.listener = listener;
        this.results = results;
    }

    /**
     * @throws IllegalStateException when the model breaks its contract
     * @throws EngineDeadException when it fails on everything
     */
    void run(List<Row> batch) {
        List<Row> rows = pending(batch);
        try {
            compute(rows, device::forward);
        } catch (ModelException e) {
            if (e.isForLackOfMemory() && rows.size() > 1) {
                LOG.log(new BatchTooLarge(rows.size(), queue.failed(rows).tokens(), String.valueOf(e.getMessage())));
            }
            split(rows, e);
            return;
        }
        if (queue.succeeded(rows)) {
            LOG.log(new BatchSizeRestored(queue.size().tokens()));
        }
    }

    private static List<Row> pending(List<Row> batch) {
        return batch.stream().filter(row -> !row.job().isDone()).toList();
    }

    /**
     * Computes rows, and those again, each alone, whose result is not finite.
     *
     * @throws ModelException when the model fails on them, or on the only one
     */
    private void compute(List<Row> batch, Function<List<WordpieceRow>, List<float[]>> pass) {
        List<Row> rows = pending(batch);
        if (rows.isEmpty()) {
            return;
        }
        List<float[]> probabilities =
                pass.apply(rows.stream().map(Row::wordpieces).toList());
        List<Row> broken = new ArrayList<>();
        List<Row> whole = new ArrayList<>(rows.size());
        List<float[]> finite = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (device.isFinite(probabilities.get(i))) {
                whole.add(rows.get(i));
                finite.add(probabilities.get(i));
            } else {
                broken.add(rows.get(i));
            }
        }
        if (!whole.isEmpty()) {
            results.accept(whole, finite);
        }
        if (!broken.isEmpty() && rows.size() == 1) {
            throw new ModelException("its output is not finite.");
        }
        broken.forEach(row -> runPart(List.of(row)));
    }

    private void runPart(List<Row> part) {
        try {
            compute(part, device::forward);
        } catch (ModelException e) {
            split(part, e);
        }
    }

    /** Runs the halves of what failed, and what fails of them in halves again, down to lone rows. */
    private void split(List<Row> rows, ModelException failure) {
        if (rows.size() == 1) {
            runLastTime(rows.get(0), failure);
            return;
        }
        listener.split();
        int half = rows.size() / 2;
        runPart(rows.subList(0, half));
        runPart(rows.subList(half, rows.size()));
    }

    /**
     * A failure may have passed since, or the memory may have been taken by other workers' batches. So every row has failed
     * alone twice, the second time with the device for itself, before anybody asks whose fault it is.
     */
    private void runLastTime(Row row, ModelException failure) {
        try {
            compute(List.of(row), device::forwardAlone);
            LOG.log(new RowFailedOnce(row.length(), String.valueOf(failure.getMessage())));
        } catch (ModelException last) {
            if (last.isForLackOfMemory()) {
                LOG.log(new RowTooLarge(row.length(), String.valueOf(last.getMessage())));
            }
            reject(row, last);
        }
    }

    private void reject(Row row, ModelException failure) {
        if (!device.works()) {
            // No sentence must be rejected for the failure of a device.
            throw new EngineDeadException(
                    "The inference engine died: the model fails also on what it could compute before: "
                            + failure.getMessage(),
                    failure);
        }
        row.job()
                .reject(new Rejection(
                        Rejection.Stage.INFER,
                        "The model failed on " + row.length() + " wordpieces with predicate " + row.predicate() + ": "
                                + failure.getMessage(),
                        failure));
    }
}
