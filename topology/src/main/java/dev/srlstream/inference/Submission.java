package dev.srlstream.inference;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A sentence on its way through the engine, and what becomes of it. Owned by whoever submitted it; safe from any thread.
 * It completes with a {@link Labelling}, also for a sentence that cannot be labelled; exceptionally only when the engine
 * is dead or closed, or when it was cancelled.
 */
public final class Submission {
    private final CompletableFuture<Labelling> outcome;

    Submission(CompletableFuture<Labelling> outcome) {
        this.outcome = outcome;
    }

    static Submission done(Labelling labelling) {
        return new Submission(CompletableFuture.completedFuture(labelling));
    }

    /** Whether {@link #join} returns or throws at once. */
    public boolean isDone() {
        return outcome.isDone();
    }

    /**
     * Waits until the submission is done, but no longer than the timeout.
     *
     * @return whether it is done
     * @throws InterruptedException when the waiting thread is interrupted; the submission goes on
     */
    public boolean await(Duration timeout) throws InterruptedException {
        try {
            outcome.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stillPending) {
            return false;
        } catch (ExecutionException | CancellationException done) {
            return true;
        }
        return true;
    }

    /** @param action run once when the submission is done, on the thread that completes it; at once where it is done already */
    @SuppressWarnings("FutureReturnValueIgnored") // The action throws nothing that another future would have to report.
    public void whenDone(Runnable action) {
        outcome.whenComplete((labelling, failure) -> action.run());
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
