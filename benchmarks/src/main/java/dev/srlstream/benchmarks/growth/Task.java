package dev.srlstream.benchmarks.growth;

import java.util.ArrayDeque;

/** A partition of the sentences topic in the hands of a stream thread: what waits on the broker, and what is pending. */
final class Task {
    private final int partition;
    private final int pendingMax;
    /** When each sentence that is on the broker was due. */
    private final ArrayDeque<Long> published = new ArrayDeque<>();

    private final ArrayDeque<Sentence> pending = new ArrayDeque<>();
    private int logged;
    private int loggedSince;
    private int unsent;
    private boolean touched;
    private boolean written;

    Task(int partition, int pendingMax) {
        this.partition = partition;
        this.pendingMax = pendingMax;
    }

    int partition() {
        return partition;
    }

    void publish(long due) {
        published.add(due);
    }

    boolean hasPublished() {
        return !published.isEmpty();
    }

    /** Takes the oldest sentence from the broker, and returns when it was due. */
    long takePublished() {
        return published.remove();
    }

    boolean isFull() {
        return pending.size() >= pendingMax;
    }

    int pending() {
        return pending.size();
    }

    void add(Sentence sentence) {
        pending.add(sentence);
        touched = true;
    }

    /** Whether the oldest pending sentence is labelled: outcomes keep the order of their partition. */
    boolean isOldestLabelled() {
        Sentence oldest = pending.peek();
        return oldest != null && oldest.isLabelled();
    }

    Sentence removeOldest() {
        touched = true;
        written = true;
        unsent++;
        if (logged > 0) {
            logged--;
            loggedSince++;
        }
        return pending.remove();
    }

    /** Frames that the producer holds. */
    int unsent() {
        return unsent;
    }

    void sent() {
        unsent = 0;
    }

    /** Whether the open transaction has anything of this task. */
    boolean isTouched() {
        return touched;
    }

    /** Whether it has frames of this task. */
    boolean hasWritten() {
        return written;
    }

    /**
     * Commits.
     *
     * @return records for the changelog: what is pending and not there yet, in the slots of what is there and no longer pending
     */
    int commit() {
        int fresh = pending.size() - logged;
        int records = Math.max(fresh, loggedSince);
        logged = pending.size();
        loggedSince = 0;
        touched = false;
        written = false;
        return records;
    }
}
