package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.inference.Submission;
import dev.srlstream.sentence.Sentence;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;

/** The engine alone: sentences that have already been read, no Kafka. As many are pending as the topology may have. */
final class ModelOnly extends ThreadPipeline {
    private record Pending(int number, Submission submission) {}

    private final InferenceEngine engine;
    private final List<Sentence> sentences;
    private final int pendingMax;
    private final Arrivals arrivals;

    ModelOnly(InferenceEngine engine, List<Sentence> sentences, int pendingMax, Arrivals arrivals) {
        super("bench-model-only");
        this.engine = engine;
        this.sentences = sentences;
        this.pendingMax = pendingMax;
        this.arrivals = arrivals;
    }

    @Override
    void work() {
        Queue<Pending> pending = new ArrayDeque<>();
        try {
            for (int i = 0; i < sentences.size() && !isClosed(); i++) {
                if (pending.size() == pendingMax) {
                    collect(pending.remove());
                }
                pending.add(new Pending(i, engine.submit(sentences.get(i))));
            }
            while (!pending.isEmpty() && !isClosed()) {
                collect(pending.remove());
            }
        } catch (CancellationException e) {
            // Closed.
        } finally {
            pending.forEach(left -> left.submission().cancel());
        }
    }

    private void collect(Pending oldest) {
        oldest.submission().join();
        arrivals.add(oldest.number(), System.nanoTime());
    }
}
