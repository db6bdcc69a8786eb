package dev.srlstream.quickstart;

import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A model that takes a while for every batch. */
final class SlowModel extends ModelAround {
    private final Duration perBatch;
    private final AtomicInteger batches = new AtomicInteger();

    SlowModel(SrlModel model, Duration perBatch) {
        super(model);
        this.perBatch = perBatch;
    }

    /** Batches that have been begun. */
    int batches() {
        return batches.get();
    }

    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        batches.incrementAndGet();
        try {
            Thread.sleep(perBatch.toMillis());
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts a device", e);
        }
        return model.forward(rows);
    }
}
