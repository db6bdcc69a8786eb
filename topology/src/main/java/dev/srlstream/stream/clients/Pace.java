package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long each stream thread may wait for records. A thread whose tasks have something pending, or something to commit, must look
 * after it every few milliseconds; one that has nothing to do would burn processor time that way. Tasks tell what they have,
 * consumers ask; both on their stream thread, so each thread knows of itself alone.
 */
public final class Pace {
    /** How long an idle thread waits: a stop or a change of partitions may come so much later. Records end a wait at once. */
    public static final Duration IDLE = Duration.ofMillis(500);

    /** Beyond the commit interval, so that the last commit is surely behind. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    private final long settling;
    private final LongSupplier clock;
    private final ThreadLocal<Attention> attention = ThreadLocal.withInitial(this::newThread);

    /** What one stream thread has to attend to. */
    private static final class Attention {
        private int tasks;
        private int waiting;
        private long busyAt;
        private boolean rested;
    }

    /**
     * @param commitInterval that of the stream
     * @param clock as {@link System#nanoTime}
     */
    public Pace(Duration commitInterval, LongSupplier clock) {
        this.settling = commitInterval.plus(MARGIN).toNanos();
        this.clock = clock;
    }

    private Attention newThread() {
        Attention fresh = new Attention();
        fresh.busyAt = clock.getAsLong();
        return fresh;
    }

    public void taskStarted() {
        attention.get().tasks++;
    }

    public void taskClosed() {
        attention.get().tasks--;
    }

    /** A task of this thread has something pending from now on. */
    public void pending() {
        attention.get().waiting++;
    }

    /** A task of this thread has nothing pending any more. */
    public void settled() {
        attention.get().waiting--;
    }

    /**
     * How long this thread may wait for records.
     *
     * @param busy while there is something to do
     * @param partitions assigned to this thread; while tasks are missing to them, they are being restored
     */
    public Duration wait(Duration busy, int partitions) {
        Attention own = attention.get();
        long now = clock.getAsLong();
        if (own.waiting > 0 || own.tasks != partitions) {
            own.busyAt = now;
        }
        boolean idle = now - own.busyAt > settling;
        if (!idle || busy.compareTo(IDLE) >= 0) {
            return busy;
        }
        own.rested = true;
        return IDLE;
    }

    /**
     * Whether this thread has waited long since it was asked this last. Then its commit interval was over when the first sentence came,
     * so it committed that and nothing else; what becomes of the sentence would have to wait for a whole interval.
     */
    public boolean hasRested() {
        Attention own = attention.get();
        boolean rested = own.rested;
        own.rested = false;
        return rested;
    }

    /** Records came to this thread. */
    public void records() {
        attention.get().busyAt = clock.getAsLong();
    }
}
