package dev.srlstream.benchmarks.measure;

import java.util.stream.DoubleStream;

/** The middle of several figures. */
public final class Median {
    private Median() {}

    /**
     * The mean of the two in the middle where their number is even.
     *
     * @param values one at least
     */
    public static double of(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
