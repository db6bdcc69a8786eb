package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The engine alone: sentences that have already been read, no Kafka. As many are pending as the topology may have. */
final class ModelOnly implements Pipeline {
    private record Pending(int number, Submission submission) {}

    private final InferenceEngine engine;
    private final List<Sentence> sentences;
    private final int pendingMax;
    private final Arrivals arrivals;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::run, "bench-model-only");
    private volatile boolean closed;

    ModelOnly(InferenceEngine engine, List<Sentence> sentences, int pendingMax, Arrivals arrivals) {
        this.engine = engine;
        this.sentences = sentences;
        this.pendingMax = pendingMax;
        this.arrivals = arrivals;
    }

    @Override
    public void start() {
        thread.start();
    }

    private void run() {
        Queue<Pending> pending = new ArrayDeque<>();
        try {
            for (int i = 0; i < sentences.size() && !closed; i++) {
                if (pending.size() == pendingMax) {
                    collect(pending.remove());
                }
                pending.add(new Pending(i, engine.submit(sentences.get(i))));
            }
            while (!pending.isEmpty() && !closed) {
                collect(pending.remove());
            }
        } catch (CancellationException e) {
            // Closed.
        } catch (RuntimeException e) {
            failure.set(e);
        } finally {
            pending.forEach(left -> left.submission().cancel());
        }
    }

    private void collect(Pending oldest) {
        oldest.submission().join();
        arrivals.add(oldest.number(), System.nanoTime());
    }

    @Override
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
