package dev.srlstream.benchmarks.growth;

/** What readers of committed records see, while it counts. */
final class Readers {
    private final Scenario.Period period;
    private final Latencies latencies = new Latencies();

    Readers(Scenario.Period period) {
        this.period = period;
    }

    /** Sentences have become readable. The times at which they were due count from the beginning of the array. */
    void see(long[] due, int count, long now) {
        if (now >= period.warmUp() && now < period.end()) {
            for (int i = 0; i < count; i++) {
                latencies.add(now - due[i]);
            }
        }
    }

    Latencies latencies() {
        return latencies;
    }
}
