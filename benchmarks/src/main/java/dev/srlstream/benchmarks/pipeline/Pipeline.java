package dev.srlstream.benchmarks.pipeline;

import java.util.Optional;

/** One way of getting the load's sentences labelled. Owned by the phase that measures it, which closes it. */
interface Pipeline extends AutoCloseable {
    /** Begins; returns at once. */
    void start();

    /** What stopped it before its time. */
    Optional<Throwable> failure();

    /** Stops the work, finished or not, and waits until it has. */
    @Override
    void close();
}
