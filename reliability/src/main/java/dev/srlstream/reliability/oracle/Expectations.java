package dev.srlstream.reliability.oracle;

import dev.srlstream.reliability.load.Corpus;
import dev.srlstream.reliability.load.Numbering;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What becomes of every sentence of a corpus when nothing disturbs the service: learnt from a run of its own, with one of each. */
public final class Expectations {
    private final Map<Integer, Outcome> outcomes = new ConcurrentHashMap<>();

    private Expectations() {}

    /**
     * Reads an undisturbed run in which sentence N of the corpus was published under number N.
     *
     * @throws IllegalStateException when not every sentence gets an outcome within the time
     */
    public static Expectations learn(
            String servers,
            Map<String, Object> serde,
            String framesTopic,
            String rejectionsTopic,
            Numbering numbering,
            Duration patience)
            throws InterruptedException {
        Expectations expectations = new Expectations();
        long deadline = System.nanoTime() + patience.toNanos();
        try (OutcomeReader reader = new OutcomeReader(
                servers,
                serde,
                framesTopic,
                rejectionsTopic,
                numbering.partitions(),
                (record, source, id, outcome) -> expectations.outcomes.put(
                        (int) numbering.number(source.partition(), source.offset()), outcome))) {
            while (expectations.outcomes.size() < Corpus.SIZE) {
                reader.requireHealthy();
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("An undisturbed instance gave only " + expectations.outcomes.size()
                            + " of " + Corpus.SIZE + " outcomes within " + patience.toSeconds() + " s.");
                }
                Thread.sleep(50);
            }
        }
        return expectations;
    }

    /** How an outcome differs from the undisturbed one; null where it does not. */
    @Nullable
    String difference(int index, Outcome outcome) {
        Outcome expected = outcomes.get(index);
        return expected == null ? "an outcome that nobody expects" : outcome.differenceFrom(expected);
    }

    /** How many of the sentences get frames. */
    public long labelled() {
        return outcomes.values().stream()
                .filter(outcome -> outcome instanceof Outcome.Labelled)
                .count();
    }
}
