package dev.srlstream.benchmarks.growth;

import java.util.SplittableRandom;

/** Sentences that come to the partitions of one stream thread, as a Poisson process. */
final class Arrivals {
    /** A time that no simulation reaches, in nanoseconds. */
    static final long NEVER = 1L << 60;

    private final SplittableRandom random;
    private final double[] cumulative;
    private final double perNanosecond;
    private double next;

    /** @param rates sentences per second of each partition; all 0 where none come */
    Arrivals(double[] rates, SplittableRandom random) {
        this.random = random;
        this.cumulative = rates.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        perNanosecond = cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1] / 1e9;
        next = perNanosecond == 0 ? NEVER : gap();
    }

    /** When the next sentence is due, in nanoseconds; {@link #NEVER} where none comes. */
    long next() {
        return (long) next;
    }

    /** Passes on to the sentence behind, and returns the partition, by its place, of the one that was next. */
    int take() {
        next += gap();
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int from = 0;
        int to = cumulative.length - 1;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (cumulative[middle] > point) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) / perNanosecond;
    }
}
