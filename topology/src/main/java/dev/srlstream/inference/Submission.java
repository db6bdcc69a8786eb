package dev.srlstream.inference;

import dev.srlstream.sentence.Labelling;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A sentence on its way through the engine, and what becomes of it. Owned by the caller that submitted it; safe from any thread.
 * It completes with a {@link Labelling}, also for a sentence that cannot be labelled; exceptionally only when the engine
 * is dead or closed, or when it was cancelled.
 */
public final class Submission {
    private final CompletableFuture<Labelling> outcome;

    Submission(CompletableFuture<Labelling> outcome) {
        this.outcome = outcome;
    }

    /** Of a sentence whose outcome is known already. */
    public static Submission done(Labelling labelling) {
        return new Submission(CompletableFuture.completedFuture(labelling));
    }

    /** Whether {@link #join} returns or throws at once. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits for the labelling.
     *
     * @throws EngineDeadException when the engine died before the sentence was labelled
     * @throws CancellationException when the submission was cancelled or the engine closed
     */
    public Labelling join() {
        try {
            return outcome.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof EngineDeadException dead) {
                throw dead;
            }
            throw e;
        }
    }

    /** Gives the sentence up: what still waits for the model is dropped. Does nothing once the submission is done. */
    public void cancel() {
        outcome.cancel(false);
    }
}
