package dev.srlstream.webconsole;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** How long the newest sentences took, without locks: who adds never waits. Of more than there is room for, the newest count. */
final class Latencies {
    private static final int ROOM = 4096;
    private static final int LOW = 32;
    private static final long NONE = -1;

    /** Each the second in which a sentence was done, and the milliseconds that it took. */
    private final AtomicLongArray entries = new AtomicLongArray(ROOM);

    private final AtomicInteger next = new AtomicInteger();

    Latencies() {
        clear();
    }

    void clear() {
        for (int i = 0; i < ROOM; i++) {
            entries.set(i, NONE);
        }
    }

    /**
     * Adds one.
     *
     * @param second when it was done, in seconds since any fixed moment
     */
    void add(int second, long milliseconds) {
        long bounded = Math.max(0, Math.min(milliseconds, Integer.MAX_VALUE));
        entries.set(next.getAndIncrement() & (ROOM - 1), (long) second << LOW | bounded);
    }

    /** Those that were done in this second or later, in milliseconds, smallest first. */
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
