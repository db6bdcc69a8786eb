package dev.srlstream.inference;

/**
 * The most wordpieces of a batch: what is configured, less where batches turned out to be too much for the device's memory. The memory
 * may be free again a moment later, so the budget grows back step by step while batches that fill it succeed. Guarded by its owner's
 * lock.
 */
final class Budget {
    /** Each step adds this share of the budget. */
    private static final double STEP = 0.25;

    /** Batches that must succeed before a step; twice as many after each failure, up to the bound, as a failure costs a batch. */
    private static final int FEWEST_SUCCESSES = 16;

    private static final int MOST_SUCCESSES = 256;

    private final int configured;
    private int tokens;
    private int successes;
    private int successesNeeded = FEWEST_SUCCESSES;
    private long shrinks;
    private long growths;

    /** @param configured in wordpieces */
    Budget(int configured) {
        this.configured = configured;
        this.tokens = configured;
    }

    /** The most wordpieces of the next batch. */
    int tokens() {
        return tokens;
    }

    /** How often it has changed so far. */
    BatchSize size() {
        return new BatchSize(tokens, shrinks, growths);
    }

    /**
     * A batch was too much for the memory. What a lone row needs says nothing about batches, so then nothing changes.
     *
     * @param cost of the rows that were tried together ({@link Backlog#cost})
     */
    void failed(int rows, int cost) {
        if (rows < 2) {
            return;
        }
        successes = 0;
        successesNeeded = Math.min(MOST_SUCCESSES, 2 * successesNeeded);
        int half = Math.max(1, cost / 2);
        if (half < tokens) {
            tokens = half;
            shrinks++;
        }
    }

    /**
     * A batch was computed.
     *
     * @param cost of its rows
     * @return whether the budget is the configured one again, for the first time since a failure
     */
    boolean succeeded(int cost) {
        // A batch that leaves most of the budget unused says nothing about a larger one.
        if (tokens == configured || cost <= tokens / 2) {
            return false;
        }
        successes++;
        if (successes < successesNeeded) {
            return false;
        }
        successes = 0;
        tokens = (int) Math.min(configured, tokens + Math.max(1, (long) (tokens * STEP)));
        growths++;
        if (tokens < configured) {
            return false;
        }
        successesNeeded = FEWEST_SUCCESSES;
        return true;
    }
}
