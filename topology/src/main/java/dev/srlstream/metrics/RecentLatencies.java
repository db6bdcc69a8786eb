package dev.srlstream.metrics;

import dev.srlstream.stream.outcomes.SentenceOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long the sentences of the last minute took, in milliseconds from the timestamp of the record to the commit of the outcome. Without
 * locks: who adds never waits. Of more than there is room for, the newest count.
 */
public final class RecentLatencies {
    private static final int SECONDS = 60;
    private static final int ROOM = 4096;

    /** Of one commit: more would only push out those of other threads. */
    private static final int MOST = 64;

    private static final int LOW = 32;
    private static final long NONE = -1;

    /** Each the second in which a sentence was done, and the milliseconds that it took. */
    private final AtomicLongArray entries = new AtomicLongArray(ROOM);

    private final AtomicInteger next = new AtomicInteger();
    private final long started = System.currentTimeMillis();

    public RecentLatencies() {
        for (int i = 0; i < ROOM; i++) {
            entries.set(i, NONE);
        }
    }

    /**
     * Adds some of a commit, evenly chosen.
     *
     * @param now when it was made, in milliseconds since 1970
     */
    public void add(List<SentenceOutcome> committed, long now) {
        int step = 1 + committed.size() / MOST;
        for (int i = 0; i < committed.size(); i += step) {
            add(second(now), now - committed.get(i).record().timestamp());
        }
    }

    void add(int second, long milliseconds) {
        long bounded = Math.max(0, Math.min(milliseconds, Integer.MAX_VALUE));
        entries.set(next.getAndIncrement() & (ROOM - 1), (long) second << LOW | bounded);
    }

    /** Those of the minute before a moment, in milliseconds, smallest first. */
    long[] lastMinute(long now) {
        return since(second(now) - SECONDS);
    }

    private int second(long now) {
        return (int) TimeUnit.MILLISECONDS.toSeconds(now - started);
    }

    long[] since(int second) {
        long[] found = new long[ROOM];
        int count = 0;
        for (int i = 0; i < ROOM; i++) {
            long entry = entries.get(i);
            if (entry != NONE && entry >> LOW >= second) {
                found[count++] = entry & 0xffff_ffffL;
            }
        }
        long[] sorted = Arrays.copyOf(found, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
