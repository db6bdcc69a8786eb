package dev.srlstream.inference;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Notices that a forward pass does not return. Native code can be neither interrupted nor trusted with freed memory, so all
 * it can do is tell. Owned by the engine, with a thread of its own; safe from any thread.
 */
final class Watchdog implements AutoCloseable {
    private final Duration timeout;
    private final Consumer<EngineDeadException> alarm;
    private final ScheduledThreadPoolExecutor clock;
    /** When each pass that runs now began. */
    private final Map<Object, Long> running = new ConcurrentHashMap<>();

    /** @param alarm runs on the watchdog's thread, once for every pass that takes longer than the timeout */
    Watchdog(Duration timeout, Consumer<EngineDeadException> alarm) {
        this.timeout = timeout;
        this.alarm = alarm;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> InferenceEngine.daemon(task, "srl-watchdog"));
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Runs a pass over so many rows on the calling thread. */
    <T> T watch(int rows, Supplier<T> pass) {
        Future<?> pending =
                clock.schedule(() -> alarm.accept(overdue(rows)), timeout.toMillis(), TimeUnit.MILLISECONDS);
        Object key = new Object();
        running.put(key, System.nanoTime());
        try {
            return pass.get();
        } finally {
            running.remove(key);
            pending.cancel(false);
        }
    }

    /** How long the pass has been running that began first; zero where none runs. */
    Duration oldestAge() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                running.values().stream().mapToLong(begun -> now - begun).max().orElse(0));
    }

    /** Runs a task now and then on the watchdog's thread; it must not wait for a pass. */
    void every(Duration interval, Runnable task) {
        var unused =
                clock.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private EngineDeadException overdue(int rows) {
        return new EngineDeadException(
                "The inference engine died: a forward pass over %d %s has not returned for %d ms."
                                .formatted(rows, rows == 1 ? "row" : "rows", timeout.toMillis())
                        + " Look for a device that hangs; if it is merely slow, raise engine.timeout.ms or lower engine.batch.tokens.");
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
