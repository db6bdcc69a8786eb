package dev.srlstream.benchmarks.model;

import java.util.List;
import java.util.function.Function;

/** Does the same with each of some things, over and over; a turn goes on where the last one ended. Used by one thread at a time. */
final class Cycle<T> implements Work {
    private static final double NANOSECONDS = 1e9;

    private final List<T> things;
    private final Function<T, Amount> deed;
    private int next;

    /** @param things at least one */
    Cycle(List<T> things, Function<T, Amount> deed) {
        this.things = things;
        this.deed = deed;
    }

    @Override
    public Turn turn(double seconds) {
        var meter = new WorkMeter();
        Amount amount = work(seconds);
        return new Turn(amount, meter.read());
    }

    /** A turn that another one measures. */
    Amount work(double seconds) {
        long begin = System.nanoTime();
        Amount amount = Amount.NONE;
        do {
            amount = amount.plus(deed.apply(things.get(next)));
            next = (next + 1) % things.size();
        } while (System.nanoTime() - begin < seconds * NANOSECONDS);
        return amount;
    }
}
