package dev.srlstream.reliability.service;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The real model, on a device that shows symptoms when it is told to, and always fails on one kind of row. */
final class AilingDevice implements SrlModel {
    /** Rows of more wordpieces make it fail, every time. */
    static final int LONGEST_ROW = 60;

    private final SrlModel model;
    private final Duration slowness;
    private volatile Symptom symptom = Symptom.NONE;

    /** @param slowness how long a batch takes while it is slow */
    AilingDevice(SrlModel model, Duration slowness) {
        this.model = model;
        this.slowness = slowness;
    }

    void show(Symptom next) {
        symptom = next;
    }

    @Override
    public List<float[]> forward(List<WordpieceRow> rows) {
        if (rows.stream().anyMatch(row -> row.ids().length > LONGEST_ROW)) {
            throw new ModelException("the device fails on rows of more than " + LONGEST_ROW + " wordpieces");
        }
        switch (symptom) {
            case CRASH -> throw new IllegalStateException("the device has failed");
            case HANG -> sleepFor(Duration.ofDays(1));
            case SLOW -> sleepFor(slowness);
            case NONE -> {}
        }
        return model.forward(rows);
    }

    /** Cannot be interrupted, as native code cannot. */
    private static void sleepFor(Duration time) {
        CountDownLatch never = new CountDownLatch(1);
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                never.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException ignored) {
                // Native code does not notice either.
            }
        }
    }

    @Override
    public int labels() {
        return model.labels();
    }

    @Override
    public void close() {
        model.close();
    }
}
