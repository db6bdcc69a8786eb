package dev.srlstream.benchmarks.model;

import dev.srlstream.benchmarks.measure.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * Cycles that work at the same time. A turn takes as long as they take on average: where one is done while another still has a
 * batch to end, it waits for no reason but that the turn ends.
 *
 * @param threads one for each cycle at least, and the same ones for all works: libtorch keeps helpers for every thread that calls it
 */
record SideBySide(ExecutorService threads, List<? extends Cycle<?>> cycles) implements Work {
    @Override
    public Turn turn(double seconds) throws Exception {
        var meter = new WorkMeter();
        List<Future<Cycle.Part>> parts = new ArrayList<>();
        for (Cycle<?> cycle : cycles) {
            parts.add(threads.submit(() -> cycle.work(seconds)));
        }
        Amount amount = Amount.NONE;
        double wall = 0;
        for (Future<Cycle.Part> part : parts) {
            amount = amount.plus(part.get().amount());
            wall += part.get().wall();
        }
        return new Turn(amount, new Cost(meter.read().cpu(), wall / parts.size()));
    }
}
