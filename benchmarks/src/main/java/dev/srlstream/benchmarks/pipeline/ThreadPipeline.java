package dev.srlstream.benchmarks.pipeline;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A pipeline with one thread of its own. */
abstract class ThreadPipeline implements Pipeline {
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;
    private volatile boolean closed;

    ThreadPipeline(String name) {
        thread = new Thread(
                () -> {
                    try {
                        work();
                    } catch (RuntimeException e) {
                        failure.set(e);
                    }
                },
                name);
    }

    /** Returns when all is done, or soon after {@link #isClosed}. What it throws is the pipeline's failure. */
    abstract void work();

    final boolean isClosed() {
        return closed;
    }

    @Override
    public final void start() {
        thread.start();
    }

    @Override
    public final Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public final void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
