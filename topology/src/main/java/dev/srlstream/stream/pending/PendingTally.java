package dev.srlstream.stream.pending;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What all tasks of an instance hold pending together. Its bytes are bounded: a number of sentences alone bounds no memory where records
 * are large. Written by the stream threads, safe from any thread.
 */
public final class PendingTally {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger sentences = new AtomicInteger();
    private final Map<Object, Supplier<OptionalLong>> tasks = new ConcurrentHashMap<>();

    /** @param maxBytes of key, value and headers */
    public PendingTally(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** @param oldestSince when the task's oldest pending sentence came, in nanoseconds of {@link System#nanoTime}; empty where it has none */
    void taskStarted(Object task, Supplier<OptionalLong> oldestSince) {
        tasks.put(task, oldestSince);
    }

    void taskClosed(Object task) {
        tasks.remove(task);
    }

    public void add(long size) {
        bytes.addAndGet(size);
        sentences.incrementAndGet();
    }

    public void remove(long size) {
        bytes.addAndGet(-size);
        sentences.decrementAndGet();
    }

    public boolean areBytesExhausted() {
        return bytes.get() >= maxBytes;
    }

    public long bytes() {
        return bytes.get();
    }

    public int sentences() {
        return sentences.get();
    }

    /** Tasks at work, one for each partition that the instance has. */
    public int tasks() {
        return tasks.size();
    }

    /** How long the oldest pending sentence has been here; zero where there is none. */
    public Duration oldestAge() {
        long now = System.nanoTime();
        return Duration.ofNanos(tasks.values().stream()
                .map(Supplier::get)
                .filter(OptionalLong::isPresent)
                .mapToLong(since -> now - since.getAsLong())
                .max()
                .orElse(0));
    }
}
