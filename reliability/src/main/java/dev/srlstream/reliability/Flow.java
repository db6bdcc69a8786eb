package dev.srlstream.reliability;

import dev.srlstream.reliability.load.Load;
import dev.srlstream.reliability.oracle.Ledger;
import dev.srlstream.reliability.oracle.LossWatch;
import dev.srlstream.reliability.oracle.Offsets;
import dev.srlstream.reliability.oracle.OutcomeReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Whether outcomes come, and what to think when they do not. */
final class Flow {
    /** How long work is waited for: less than what is published ahead lasts. */
    private static final Duration UNTIL_BUSY = Duration.ofSeconds(1);

    /**
     * @param outcomes sentences that have one
     * @param pending sentences that were read, at least so many, and have none yet
     */
    record Moment(long outcomes, long pending) {}

    private final Plan plan;
    private final Ledger ledger;
    private final Load load;
    private final OutcomeReader reader;
    private final LossWatch losses;
    private String obstacle = "";
    private boolean stoodStill;

    Flow(Plan plan, Ledger ledger, Load load, OutcomeReader reader) {
        this.plan = plan;
        this.ledger = ledger;
        this.load = load;
        this.reader = reader;
        this.losses = new LossWatch(ledger);
    }

    long outcomes() {
        return ledger.outcomes();
    }

    long frames() {
        return ledger.frames();
    }

    /**
     * A moment at which sentences are pending, or what it is like after a while without one: a fault that strikes then has
     * something to break.
     */
    Moment busy(Offsets offsets, String group, String sentences, List<TopicPartition> outputs)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime();
        while (true) {
            long read = offsets.committed(group, sentences).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long outcomes = outcomesUpToNow(offsets, outputs);
            // Outcomes are counted later than offsets: at least so many were pending.
            long pending = Math.max(0, read - outcomes);
            if (pending > 0 || System.nanoTime() - begin > UNTIL_BUSY.toNanos()) {
                return new Moment(outcomes, pending);
            }
        }
    }

    /**
     * How many sentences have an outcome, at least all that had one when this was called: a reader that lags behind would take
     * them for pending.
     */
    private long outcomesUpToNow(Offsets offsets, List<TopicPartition> outputs)
            throws InterruptedException, ExecutionException {
        // The end of a transaction reaches its partitions one after the other.
        Thread.sleep(50);
        Map<TopicPartition, Long> ends = offsets.ends(outputs, IsolationLevel.READ_COMMITTED);
        while (!reader.hasReached(ends)) {
            reader.requireHealthy();
            Thread.sleep(5);
        }
        return ledger.outcomes();
    }

    /** Why the last wait was given up. */
    String obstacle() {
        return obstacle;
    }

    /** Whether a wait for outcomes was given up because none came. */
    boolean stoodStill() {
        return stoodStill;
    }

    /**
     * Waits for so many outcomes, and for something else. Returns false when nothing has come out for the plan's patience; in a
     * trial of a mutant, also when something is wrong for good.
     *
     * @throws IllegalStateException when the trial's own parts have failed
     */
    boolean await(long outcomes, BooleanSupplier and) throws InterruptedException {
        long last = ledger.outcomes();
        long since = System.nanoTime();
        while (ledger.outcomes() < outcomes || !and.getAsBoolean()) {
            Thread.sleep(100);
            load.requireHealthy();
            reader.requireHealthy();
            if (plan.isOfMutant() && (ledger.isSpoilt() || losses.isCertain(System.nanoTime()))) {
                obstacle = "Given up: what is wrong already can no longer be righted.";
                return false;
            }
            if (ledger.outcomes() != last) {
                last = ledger.outcomes();
                since = System.nanoTime();
            } else if (System.nanoTime() - since > plan.patience().toNanos()) {
                stoodStill = last < outcomes;
                obstacle = "For " + plan.patience().toSeconds() + " s no sentence has had an outcome, and "
                        + (stoodStill
                                ? outcomes - last + " outcomes were waited for."
                                : "not every instance has come back.");
                return false;
            }
        }
        return true;
    }
}
