package dev.srlstream.benchmarks.growth;

/** Counts times in buckets that are each one per cent wider than the one before, from a microsecond on. */
final class Latencies {
    private static final double STEP = Math.log(1.01);
    private static final double SMALLEST = 1e3;

    private final long[] buckets = new long[2_500];
    private long count;

    void add(long nanoseconds) {
        int bucket = (int) (Math.log(Math.max(SMALLEST, (double) nanoseconds) / SMALLEST) / STEP);
        buckets[Math.min(bucket, buckets.length - 1)]++;
        count++;
    }

    long count() {
        return count;
    }

    /**
     * The upper bound of the bucket that holds the smallest time which this share of all does not exceed.
     *
     * @param share 0 to 1
     * @return milliseconds; not a number where nothing was counted
     */
    double milliseconds(double share) {
        long rank = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (int i = 0; i < buckets.length; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return SMALLEST * Math.exp((i + 1) * STEP) / 1e6;
            }
        }
        return Double.NaN;
    }
}
