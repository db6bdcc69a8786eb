package dev.srlstream.stream.pending;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of records all tasks of an instance hold pending together, against what they may: a number of sentences alone bounds
 * no memory where records are large. Shared by the stream threads.
 */
public final class PendingBytes {
    private final long max;
    private final AtomicLong held = new AtomicLong();

    /** @param max bytes of key, value and headers */
    public PendingBytes(long max) {
        this.max = max;
    }

    public void add(long bytes) {
        held.addAndGet(bytes);
    }

    public void remove(long bytes) {
        held.addAndGet(-bytes);
    }

    public boolean areExhausted() {
        return held.get() >= max;
    }
}
