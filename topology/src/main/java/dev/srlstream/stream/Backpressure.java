package dev.srlstream.stream;

import dev.srlstream.inference.Submission;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Keeps an instance from reading more than its model labels. One for all tasks and stream threads of an instance; safe from
 * any of them.
 *
 * <p>A full task first waits, on its stream thread. Kafka Streams lets every task of a thread process some records before it
 * punctuates and commits, all in one transaction, so all tasks of a thread wait out of one purse, which a punctuation fills
 * again. A model that takes longer gets the whole instance paused: a paused instance still polls and commits, keeps its
 * place in the group and takes part in rebalances, which a waiting thread does not.
 */
final class Backpressure {
    /** Enough for the batches of a quick model, little in a transaction, whose timeout is a second at least. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Duration patience;
    private final Runnable pause;
    private final Runnable resume;
    private final AtomicInteger pauses = new AtomicInteger();
    private final ThreadLocal<Round> rounds = ThreadLocal.withInitial(Round::new);

    /**
     * @param pause makes tasks neither process nor punctuate any more, in all threads, from the next task on
     * @param resume the opposite; runs on a thread of the engine
     */
    Backpressure(Runnable pause, Runnable resume) {
        this(PATIENCE, pause, resume);
    }

    Backpressure(Duration patience, Runnable pause, Runnable resume) {
        this.patience = patience;
        this.pause = pause;
        this.resume = resume;
    }

    /**
     * Told of a task that starts on this thread.
     *
     * @param hasFinished whether there is something for it to forward
     */
    void add(BooleanSupplier hasFinished) {
        rounds.get().tasks.add(hasFinished);
    }

    /** Told of a task of this thread that ends. */
    void remove(BooleanSupplier hasFinished) {
        rounds.get().tasks.remove(hasFinished);
    }

    /**
     * Waits for what makes room in a full task, as long as this thread may.
     *
     * @param event waits no longer than it is told and returns whether it happened
     * @return whether it happened
     */
    boolean await(Predicate<Duration> event) {
        Round round = rounds.get();
        long began = System.nanoTime();
        boolean happened = event.test(Duration.ofNanos(Math.max(0, round.nanosLeft)));
        round.nanosLeft -= System.nanoTime() - began;
        return happened;
    }

    /**
     * Told of a task that is still full and has been handed a record, which it must take. Pauses the instance, unless a task
     * has something to forward first, or the instance was resumed only just and other threads may have.
     *
     * @param until its end resumes the instance; a cancelled or failed one as well
     */
    void exceeded(Submission until) {
        Round round = rounds.get();
        int before = pauses.get();
        if (round.pausesAtPunctuation == before
                && round.tasks.stream().noneMatch(BooleanSupplier::getAsBoolean)
                && pauses.compareAndSet(before, before + 1)) {
            pause.run();
            until.whenDone(resume);
        }
    }

    /** Told of a punctuation of any task on this thread. */
    void punctuated() {
        Round round = rounds.get();
        round.nanosLeft = patience.toNanos();
        round.pausesAtPunctuation = pauses.get();
    }

    /** A thread's tasks, and what happened since they were last punctuated. */
    private final class Round {
        private final Set<BooleanSupplier> tasks = new HashSet<>();
        private long nanosLeft = patience.toNanos();
        private int pausesAtPunctuation = -1;
    }
}
