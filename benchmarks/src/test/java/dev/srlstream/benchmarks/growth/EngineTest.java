package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EngineTest {
    private static final long MILLISECOND = 1_000_000;

    private final EventQueue events = new EventQueue();

    /** 1 ms for 10 wordpieces, batches of 100. */
    private Engine engine(int batchTokens, long batchAge) {
        return new Engine(events, new Device(0, 100_000, 1, batchTokens, batchAge, false), new Cores(1), Costs.all(0));
    }

    @Test
    void aSentenceWaitsForOthersAsLongAsABatchMayAge() {
        // Given
        Engine engine = engine(100, 2 * MILLISECOND);
        Sentence sentence = new Sentence(0, 50);

        // When
        engine.submit(sentence);

        // Then 2 ms of age and 5 of computing
        events.runUntil(7 * MILLISECOND);
        assertThat(sentence.isLabelled()).isFalse();
        events.runUntil(7 * MILLISECOND + 1);
        assertThat(sentence.isLabelled()).isTrue();
    }

    @Test
    void aFullBatchWaitsForNothing() {
        // Given
        Engine engine = engine(100, 2 * MILLISECOND);
        Sentence first = new Sentence(0, 50);
        Sentence second = new Sentence(0, 50);

        // When
        engine.submit(first);
        engine.submit(second);

        // Then
        events.runUntil(10 * MILLISECOND + 1);
        assertThat(first.isLabelled()).isTrue();
        assertThat(second.isLabelled()).isTrue();
        assertThat(engine.passes()).isEqualTo(1);
    }

    @Test
    void aBatchKeepsWithinItsWordpieces() {
        // Given
        Engine engine = engine(100, 2 * MILLISECOND);

        // When
        for (int i = 0; i < 3; i++) {
            engine.submit(new Sentence(0, 60));
        }

        // Then one each
        events.runUntil(1_000 * MILLISECOND);
        assertThat(engine.passes()).isEqualTo(3);
        assertThat(engine.wordpieces()).isEqualTo(180);
        assertThat(engine.busy()).isEqualTo(18 * MILLISECOND);
    }

    /**
     * With a sentence to a batch this is the queue M/D/1, half used: a sentence takes 10 ms, and stays 10 + 0.5 · 10 / (2 · 0.5) = 15 ms on
     * the average. By Little's law 50 of them a second are 0.75 at a time.
     */
    @Test
    void holdsAsManySentencesAsLittlesLawSays() {
        // Given
        Engine engine = engine(100, 0);
        Arrivals arrivals = new Arrivals(new double[] {50}, new SplittableRandom(1));
        List<Sentence> inside = new ArrayList<>();
        double held = 0;
        int samples = 2_000_000;

        // When
        for (int i = 0; i < samples; i++) {
            long now = i * MILLISECOND;
            events.runUntil(now);
            while (arrivals.next() <= now) {
                arrivals.take();
                Sentence sentence = new Sentence(now, 100);
                inside.add(sentence);
                engine.submit(sentence);
            }
            events.runUntil(now + 1);
            inside.removeIf(Sentence::isLabelled);
            held += inside.size();
        }

        // Then
        assertThat(held / samples).isCloseTo(0.75, withinPercentage(3));
    }
}
