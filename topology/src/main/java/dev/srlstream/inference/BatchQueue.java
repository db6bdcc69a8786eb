package dev.srlstream.inference;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where submitting threads leave rows and the workers take batches. Bounded by what callers keep pending. */
final class BatchQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Budget budget;
    private final Backlog backlog;
    private final long ageNanos;
    private boolean closed;

    BatchQueue(EngineSettings settings) {
        budget = new Budget(settings.batchTokens());
        backlog = new Backlog(budget);
        ageNanos = settings.batchAge().toNanos();
    }

    /** @return false when the queue is closed and the rows will never be taken */
    boolean add(Collection<Row> rows) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            long now = System.nanoTime();
            rows.forEach(row -> backlog.add(row, now));
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void remove(Collection<Row> rows) {
        lock.lock();
        try {
            backlog.removeAll(rows);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for rows, and then for more of them until they fill a batch or the oldest is of age. Called by a worker when it
     * is idle, so that rows which came while all were busy are mostly of age already.
     *
     * @return the next batch; empty when the queue is closed
     */
    List<Row> take() throws InterruptedException {
        lock.lock();
        try {
            while (!closed) {
                if (backlog.isEmpty()) {
                    changed.await();
                    continue;
                }
                long remaining = backlog.oldestSince() + ageNanos - System.nanoTime();
                if (remaining <= 0 || backlog.fillsABatch()) {
                    List<Row> batch = backlog.takeBatch();
                    if (!backlog.isEmpty()) {
                        changed.signal(); // Those rows may have woken this worker alone.
                    }
                    return batch;
                }
                changed.awaitNanos(remaining);
            }
            return List.of();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Makes batches smaller from now on where these rows, tried together, were too much for the device's memory.
     *
     * @return the size from now on
     */
    BatchSize failed(List<Row> rows) {
        lock.lock();
        try {
            budget.failed(rows.size(), Backlog.cost(rows));
            return budget.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets batches grow again, where they were made smaller, once enough of them have been computed.
     *
     * @return whether they have their full size again, for the first time since a failure
     */
    boolean succeeded(List<Row> rows) {
        lock.lock();
        try {
            return budget.succeeded(Backlog.cost(rows));
        } finally {
            lock.unlock();
        }
    }

    int rows() {
        lock.lock();
        try {
            return backlog.rows();
        } finally {
            lock.unlock();
        }
    }

    /** How long the row has waited that has waited longest; zero where none waits. */
    Duration oldestAge() {
        lock.lock();
        try {
            return backlog.isEmpty() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - backlog.oldestSince());
        } finally {
            lock.unlock();
        }
    }

    BatchSize size() {
        lock.lock();
        try {
            return budget.size();
        } finally {
            lock.unlock();
        }
    }

    /** Drops what waits and lets nothing in any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            backlog.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
