package dev.srlstream.benchmarks.growth;

/** What a stream thread has spent its time with since it was told to count, in nanoseconds; the rest it waited for sentences. */
final class ThreadTime {
    private long work;
    private long commit;
    private long full;

    void count() {
        work = 0;
        commit = 0;
        full = 0;
    }

    void work(long nanoseconds) {
        work += nanoseconds;
    }

    void commit(long nanoseconds) {
        commit += nanoseconds;
    }

    void full(long nanoseconds) {
        full += nanoseconds;
    }

    /** Reading and writing, waiting for a core included. */
    long work() {
        return work;
    }

    /** Committing, waiting for brokers included. */
    long commit() {
        return commit;
    }

    /** Waiting while all its partitions had as much pending as they may. */
    long full() {
        return full;
    }
}
