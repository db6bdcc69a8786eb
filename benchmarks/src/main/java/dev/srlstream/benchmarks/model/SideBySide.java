package dev.srlstream.benchmarks.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Cycles that work at the same time.
 *
 * @param threads one for each cycle at least, and the same ones for all works: libtorch keeps helpers for every thread that calls it
 */
record SideBySide(ExecutorService threads, List<? extends Cycle<?>> cycles) implements Work {
    @Override
    public Turn turn(double seconds) throws Exception {
        var meter = new WorkMeter();
        List<Future<Amount>> parts = new ArrayList<>();
        for (Cycle<?> cycle : cycles) {
            parts.add(threads.submit(() -> cycle.work(seconds)));
        }
        Amount amount = Amount.NONE;
        for (Future<Amount> part : parts) {
            amount = amount.plus(part.get());
        }
        return new Turn(amount, meter.read());
    }
}
