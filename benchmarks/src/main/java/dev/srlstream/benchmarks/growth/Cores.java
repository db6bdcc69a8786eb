package dev.srlstream.benchmarks.growth;

import java.util.Arrays;

/**
 * Cores that serve pieces of work in the order in which they come, each on the core that is free first. Pieces must come in the order of
 * time. Owned by one simulation.
 */
final class Cores {
    private final long[] freeAt;
    private long served;
    private long counted;

    Cores(int count) {
        freeAt = new long[count];
    }

    /**
     * Has a piece of work done.
     *
     * @param now nanoseconds
     * @param work nanoseconds of one core
     * @return nanoseconds at which it is done
     */
    long serve(long now, long work) {
        int first = 0;
        for (int i = 1; i < freeAt.length; i++) {
            if (freeAt[i] < freeAt[first]) {
                first = i;
            }
        }
        freeAt[first] = Math.max(now, freeAt[first]) + work;
        served += work;
        return freeAt[first];
    }

    /** How many there are. */
    int count() {
        return freeAt.length;
    }

    /** Counts from now on. */
    void countFrom(long now) {
        counted = served - waiting(now);
    }

    /** How much of the cores' time since {@link #countFrom} was used, 0 to 1. */
    double used(long since, long now) {
        return (double) (served - waiting(now) - counted) / ((now - since) * freeAt.length);
    }

    /** What has been taken on and not been done, in nanoseconds. */
    private long waiting(long now) {
        return Arrays.stream(freeAt).map(free -> Math.max(0, free - now)).sum();
    }
}
