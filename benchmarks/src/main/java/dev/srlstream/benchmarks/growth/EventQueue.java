package dev.srlstream.benchmarks.growth;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen, in order of simulated time; what happens at the same time, in the order in which it was scheduled, so that a
 * simulation always takes the same course. Owned by one simulation and its thread.
 */
final class EventQueue {
    private record Event(long at, long order, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long scheduled;

    /** Simulated nanoseconds since the beginning. */
    long now() {
        return now;
    }

    /**
     * Schedules an action.
     *
     * @param time simulated nanoseconds since the beginning; what is past happens now
     */
    void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), scheduled++, action));
    }

    /** Lets everything happen that is due before a time, and leaves the clock there. */
    void runUntil(long end) {
        for (Event next = events.peek(); next != null && next.at < end; next = events.peek()) {
            events.remove();
            now = next.at;
            next.action.run();
        }
        now = end;
    }
}
