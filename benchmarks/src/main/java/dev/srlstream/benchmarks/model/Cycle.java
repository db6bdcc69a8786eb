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

    /** @param wall seconds that it took */
    record Part(Amount amount, double wall) {}

    @Override
    public Turn turn(double seconds) {
        var meter = new WorkMeter();
        Part part = work(seconds);
        return new Turn(part.amount, meter.read());
    }

    /** A turn whose CPU another one measures. */
    Part work(double seconds) {
        long begin = System.nanoTime();
        double elapsed;
        Amount amount = Amount.NONE;
        do {
            amount = amount.plus(deed.apply(things.get(next)));
            next = (next + 1) % things.size();
            elapsed = (System.nanoTime() - begin) / NANOSECONDS;
        } while (elapsed < seconds);
        return new Part(amount, elapsed);
    }
}
