package dev.srlstream.inference;

import dev.srlstream.sentence.Sentence;
import dev.srlstream.warmup.WarmModel;

/** Labels sentences. */
public final class InferenceEngine implements AutoCloseable {
    private InferenceEngine() {}

    /** Starts an engine on a warm model, which stays its caller's and must be closed after the engine. */
    public static InferenceEngine start(WarmModel warm, EngineSettings settings) {
        throw new IllegalStateException("under construction " + warm + settings);
    }

    /** Queues a sentence. Never waits for the model. Safe from any thread. */
    public Submission submit(Sentence sentence) {
        throw new IllegalStateException("under construction " + sentence);
    }

    /** Cancels what is pending and waits for the batch that the device computes. */
    @Override
    public void close() {}
}
