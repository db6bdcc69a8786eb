package dev.srlstream.stream;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of records all tasks of an instance hold pending together, against what they may: a number of sentences alone bounds
 * no memory where records are large. Shared by the stream threads.
 */
final class PendingBytes {
    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** @param max bytes of key, value and headers */
    PendingBytes(long max) {
        this.max = max;
    }

    void add(long bytes) {
        held.addAndGet(bytes);
    }

    void remove(long bytes) {
        held.addAndGet(-bytes);
    }

    boolean areExhausted() {
        return held.get() >= max;
    }
}
