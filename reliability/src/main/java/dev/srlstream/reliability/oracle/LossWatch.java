package dev.srlstream.reliability.oracle;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Tells, while outcomes still come, whether a sentence is lost: it has none, though outcomes of much later ones of its partition
 * have been there for a while. Owned by one thread.
 */
public final class LossWatch {
    /** Within so many sentences of a partition, outcomes of one topic may be read before those of the other, for a while. */
    public static final int INTERLEAVED = 400;

    private static final Duration WHILE = Duration.ofSeconds(8);

    private final Ledger ledger;
    private OptionalLong skipped = OptionalLong.empty();
    private long since;

    public LossWatch(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Looks. A sentence without an outcome has had none before: it does not matter how often this is called.
     *
     * @param now as of {@link System#nanoTime}
     */
    public boolean isCertain(long now) {
        OptionalLong first = ledger.firstSkipped(INTERLEAVED);
        if (!first.equals(skipped)) {
            skipped = first;
            since = now;
        }
        return skipped.isPresent() && now - since > WHILE.toNanos();
    }
}
