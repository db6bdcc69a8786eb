package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When each stream thread has asked for records last. Told by consumers; safe from any thread. */
public final class PollTimes {
    private final Map<Polling, Long> last = new ConcurrentHashMap<>();

    void polled(Polling consumer) {
        last.put(consumer, System.nanoTime());
    }

    /** How long ago the thread asked that has not asked for longest; zero where there is none. */
    public Duration longestSilence() {
        long now = System.nanoTime();
        return Duration.ofNanos(
                last.values().stream().mapToLong(then -> now - then).max().orElse(0));
    }
}
