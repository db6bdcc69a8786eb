package dev.srlstream.benchmarks.growth;

import java.util.Map;

/** Scenarios of round figures: every sentence has 50 wordpieces, a device computes 100,000 a second, and nothing else costs anything. */
final class Worlds {
    static final double DEVICE_SENTENCES = 2_000;
    static final long MILLISECOND = 1_000_000;

    private Worlds() {}

    static Costs free() {
        return Costs.all(0);
    }

    /** Nothing costs anything but this, in microseconds or bytes. */
    static Costs only(Cost cost, double value) {
        return free().with(Map.of(cost.key(), value));
    }

    /** Nothing costs anything but the bytes of frames, written and read: so many each, and microseconds for a thousand of them. */
    static Costs bytesOnly(double bytes, double microseconds) {
        return free().with(Map.of(Cost.FRAMES_BYTES.key(), bytes, Cost.KILOBYTE.key(), microseconds));
    }

    static Scenario.Size size(int instances, int threads, int partitions, int brokers) {
        return new Scenario.Size(instances, threads, partitions, brokers, 100 * MILLISECOND);
    }

    static Scenario backlog(Scenario.Size size, Costs costs) {
        return scenario(size, 0, 10_000, costs, 1);
    }

    static Scenario paced(Scenario.Size size, double rate) {
        return scenario(size, rate, 10_000, free(), 1);
    }

    /** @param wordpieceNanos of the device */
    static Scenario scenario(Scenario.Size size, double rate, double wordpieceNanos, Costs costs, long seed) {
        return new Scenario(
                size,
                new Scenario.Load(rate, 0, 50, 0, false),
                new Device(0, wordpieceNanos, 1, 1_000, 2 * MILLISECOND, false),
                256,
                new Scenario.Machines(64, 1, 1, false),
                costs,
                new Scenario.Period(2_000 * MILLISECOND, 20_000 * MILLISECOND),
                seed);
    }
}
