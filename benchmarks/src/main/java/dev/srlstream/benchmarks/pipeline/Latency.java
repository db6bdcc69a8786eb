package dev.srlstream.benchmarks.pipeline;

import java.util.Arrays;

/** Milliseconds from the time at which a sentence was to be published until a reader of committed records had its frames. */
record Latency(double p50, double p95, double p99, double max) {
    /**
     * @param due per sentence, {@link System#nanoTime()}
     * @param arrived per sentence, likewise
     * @param from the first sentence that counts
     */
    static Latency of(long[] due, long[] arrived, int from) {
        double[] sorted = new double[due.length - from];
        for (int i = from; i < due.length; i++) {
            sorted[i - from] = (arrived[i] - due[i]) / 1e6;
        }
        Arrays.sort(sorted);
        return new Latency(at(sorted, 0.5), at(sorted, 0.95), at(sorted, 0.99), sorted[sorted.length - 1]);
    }

    /** The smallest value that this share of all does not exceed. */
    private static double at(double[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
