package dev.srlstream.benchmarks.pipeline;

import java.time.Duration;
import java.util.BitSet;

/**
 * When each sentence of a load came out. One thread adds, any may look. Results come in bursts, one for each commit or batch, so a
 * rate is the slope of a line fitted through many of them: no single burst decides it, and neither does a slow first or last one.
 */
final class Arrivals {
    /** At both ends this share is left out: the start of the consumers, and the last commit, which is not a full one. */
    private static final double MARGIN = 0.1;

    private static final double NANOSECONDS = 1e9;

    private final int[] sentences;
    private final long[] nanos;
    private final BitSet seen = new BitSet();
    private int size;

    /** @param capacity sentences of the load; those numbered beyond are ignored */
    Arrivals(int capacity) {
        sentences = new int[capacity];
        nanos = new long[capacity];
    }

    /**
     * Notes that a sentence came out.
     *
     * @param now {@link System#nanoTime()}
     * @throws IllegalStateException when it has come out before
     */
    synchronized void add(int sentence, long now) {
        if (seen.get(sentence)) {
            throw new IllegalStateException("Sentence " + sentence + " came out twice.");
        }
        if (sentence < sentences.length) {
            seen.set(sentence);
            sentences[size] = sentence;
            nanos[size] = now;
            size++;
            notifyAll();
        }
    }

    synchronized int size() {
        return size;
    }

    /** Waits for so many sentences, but not longer than the timeout. Returns whether they are there. */
    synchronized boolean await(int count, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (size < count) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /** Sentences per second in the steady state. */
    synchronized double perSecond() {
        int from = (int) (size * MARGIN);
        int to = size - from;
        double count = to - from;
        double meanTime = 0;
        for (int i = from; i < to; i++) {
            meanTime += seconds(i) / count;
        }
        double covariance = 0;
        double variance = 0;
        for (int i = from; i < to; i++) {
            double time = seconds(i) - meanTime;
            covariance += time * (i - (from + to - 1) / 2.0);
            variance += time * time;
        }
        return covariance / variance;
    }

    /** {@link System#nanoTime()} of each sentence's arrival, by number; 0 where it has not come. */
    synchronized long[] bySentence() {
        long[] arrivals = new long[sentences.length];
        for (int i = 0; i < size; i++) {
            arrivals[sentences[i]] = nanos[i];
        }
        return arrivals;
    }

    private double seconds(int rank) {
        return (nanos[rank] - nanos[0]) / NANOSECONDS;
    }
}
