package dev.srlstream.benchmarks.growth;

import java.util.SplittableRandom;

/** Wordpieces of sentences: lognormal, from 3 to 512. */
final class Lengths {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 512;

    private final SplittableRandom random;
    private final double location;
    private final double spread;

    Lengths(Scenario.Load load, SplittableRandom random) {
        this.random = random;
        this.spread = load.spread();
        // The mean of a lognormal variable is exp(location + spread² / 2).
        this.location = Math.log(load.wordpieces()) - spread * spread / 2;
    }

    int next() {
        double normal = spread == 0 ? 0 : random.nextGaussian();
        long length = Math.round(Math.exp(location + spread * normal));
        return (int) Math.max(SHORTEST, Math.min(LONGEST, length));
    }
}
