package dev.srlstream.benchmarks.growth;

/**
 * What computes forward passes for one instance.
 *
 * @param passNanos nanoseconds of a pass, however few its wordpieces
 * @param wordpieceNanos nanoseconds of each wordpiece
 * @param workers passes at the same time, each at that speed
 * @param batchTokens most wordpieces of a batch
 * @param batchAge nanoseconds that a sentence may wait for others while a worker is idle
 * @param usesCores whether a pass takes a core of the instance
 */
record Device(long passNanos, double wordpieceNanos, int workers, int batchTokens, long batchAge, boolean usesCores) {
    /** Nanoseconds of a pass with so many wordpieces. */
    long pass(long wordpieces) {
        return passNanos + Math.round(wordpieceNanos * wordpieces);
    }

    /** With full batches. */
    double wordpiecesPerSecond() {
        return workers * 1e9 * batchTokens / pass(batchTokens);
    }
}
