package dev.srlstream.stream.clients;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long each stream thread may wait for records, and when it commits before its interval is over. A thread whose tasks have
 * something pending, or something to commit, must look after it every few milliseconds; one that has nothing to do would burn processor
 * time that way. Tasks tell what they have, producers that they have committed outcomes, consumers ask; all on their stream thread, so each
 * thread knows of itself alone.
 */
public final class Pace {
    /** How long an idle thread waits: a stop or a change of partitions may come so much later. Records end a wait at once. */
    public static final Duration IDLE = Duration.ofMillis(500);

    /** Beyond the commit interval, so that the last commit is surely behind. */
    private static final Duration MARGIN = Duration.ofMillis(100);

    /** In a commit interval. */
    private static final int EARLY_COMMITS = 4;

    /**
     * Stream threads of an application that may commit so often. A commit costs brokers much the same however little it brings, so
     * more threads share what these may.
     */
    private static final int EARLY_THREADS = 8;

    private final long settling;
    private final Duration commitInterval;
    private final LongSupplier clock;
    private volatile int allPartitions;
    private final ThreadLocal<Attention> attention = ThreadLocal.withInitial(this::newThread);

    /** What one stream thread has to attend to. */
    private static final class Attention {
        private int tasks;
        private int partitions = 1;
        private int waiting;
        private boolean recordsCame;
        private long busyAt;
        private long committedAt;
    }

    /**
     * @param commitInterval that of the stream
     * @param clock as {@link System#nanoTime}
     */
    public Pace(Duration commitInterval, LongSupplier clock) {
        this.settling = commitInterval.plus(MARGIN).toNanos();
        this.commitInterval = commitInterval;
        this.clock = clock;
    }

    private Attention newThread() {
        Attention fresh = new Attention();
        fresh.busyAt = clock.getAsLong();
        fresh.committedAt = fresh.busyAt;
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
        own.partitions = Math.max(1, partitions);
        long now = clock.getAsLong();
        if (own.waiting > 0 || own.tasks != partitions) {
            own.busyAt = now;
        }
        boolean idle = now - own.busyAt > settling;
        return !idle || busy.compareTo(IDLE) >= 0 ? busy : IDLE;
    }

    /**
     * Whether this thread has outcomes for all its sentences and gets no more, so that nothing is gained by waiting for the commit
     * interval. Where sentences come faster than the model labels them, or than this thread reads them, commits stay as rare as the interval
     * says.
     */
    public boolean mayCommitEarly() {
        Attention own = attention.get();
        Duration between = betweenEarlyCommits(commitInterval, allPartitions / own.partitions);
        return own.waiting == 0 && !own.recordsCame && clock.getAsLong() - own.committedAt >= between.toNanos();
    }

    /**
     * How long a thread waits after a commit before it commits early.
     *
     * @param threads of the application that have partitions
     */
    public static Duration betweenEarlyCommits(Duration commitInterval, int threads) {
        return commitInterval
                .dividedBy(EARLY_COMMITS)
                .multipliedBy(Math.max(EARLY_THREADS, threads))
                .dividedBy(EARLY_THREADS);
    }

    /** @param partitions of the topic, in the hands of all instances: more threads commit early less often */
    public void shares(int partitions) {
        allPartitions = partitions;
    }

    /** This thread has committed outcomes. */
    public void committed() {
        attention.get().committedAt = clock.getAsLong();
    }

    /** This thread has asked for records. */
    public void polled(boolean anyCame) {
        Attention own = attention.get();
        own.recordsCame = anyCame;
        if (anyCame) {
            own.busyAt = clock.getAsLong();
        }
    }
}
