package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.model.ModelException;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failures for lack of memory do to the size of batches, on devices that recover and on one that does not. */
@Timeout(60)
class BudgetTest {
    private static final int CONFIGURED = 16_384;

    @ParameterizedTest
    @CsvSource({
        "1,     8, 16384", // a lone row says nothing about batches
        "1,   512, 16384",
        "2,    16,     8",
        "400, 16384, 8192",
        "2,     3,     1",
    })
    void followsWhatWasTried(int rows, int cost, int tokens) {
        Budget budget = new Budget(CONFIGURED);

        budget.failed(rows, cost);

        assertThat(budget.size()).isEqualTo(new BatchSize(tokens, tokens < CONFIGURED ? 1 : 0, 0));
    }

    @Test
    void isNotChangedByAFailureAboveIt() {
        Budget budget = new Budget(CONFIGURED);
        budget.failed(9, 1000);

        budget.failed(9, 1000); // of another worker, taken before the first failed

        assertThat(budget.size()).isEqualTo(new BatchSize(500, 1, 0));
    }

    @Test
    void growsWithBatchesThatFillItAndWithNoOthers() {
        Budget budget = new Budget(CONFIGURED);
        budget.failed(9, 1000);

        IntStream.range(0, 10_000).forEach(i -> budget.succeeded(250));
        assertThat(budget.size()).isEqualTo(new BatchSize(500, 1, 0));
        int restored = 0;
        for (int i = 0; i < 1_000; i++) {
            restored += budget.succeeded(budget.tokens()) ? 1 : 0;
        }

        assertThat(restored).isOne();
        assertThat(budget.size()).isEqualTo(new BatchSize(CONFIGURED, 1, 16));
    }

    @Test
    void triesLargerBatchesLessOftenTheMoreOfThemFail() {
        // Given a device that holds 10,000 wordpieces from now on
        Budget budget = new Budget(CONFIGURED);
        int failures = 0;
        int wholly = 0;
        int batches = 20_000;

        for (int i = 0; i < batches; i++) {
            if (budget.tokens() > 10_000) {
                budget.failed(9, budget.tokens());
                failures++;
            } else {
                budget.succeeded(budget.tokens());
                wholly += budget.tokens() > 5_000 ? 1 : 0;
            }
        }

        assertThat(failures).isLessThan(batches / 200);
        assertThat(wholly).isGreaterThan(batches * 9 / 10);
    }

    @Test
    void keepsItsSizeWhenALoneRowFailsOnce() {
        var passes = new AtomicInteger();
        try (InferenceEngine engine = engine(rows -> outOfMemory(passes.getAndIncrement() == 0))) {
            label(engine, 1);

            assertThat(engine.batchSize()).isEqualTo(new BatchSize(1_000, 0, 0));
        }
    }

    @Test
    void recoversWhereADeviceLacksMemoryForAWhile() {
        var passes = new AtomicInteger();
        try (InferenceEngine engine = engine(rows -> outOfMemory(passes.getAndIncrement() < 40 && rows.size() > 20))) {
            label(engine, 200);
            assertThat(engine.batchSize().shrinks()).isPositive();

            while (engine.batchSize().tokens() < 1_000) { // Nothing grows without batches that fill the budget.
                label(engine, 200);
            }

            assertThat(engine.batchSize().growths()).isPositive();
        }
    }

    private static InferenceEngine engine(Consumer<List<WordpieceRow>> behaviour) {
        EngineSettings settings = new EngineSettings(1_000, Duration.ofMillis(1), 1, false);
        return InferenceEngineTest.engine(FakeModel.behaving(behaviour), settings);
    }

    private static void outOfMemory(boolean lacks) {
        if (lacks) {
            throw new ModelException("CUDA out of memory.", new IllegalStateException());
        }
    }

    private static void label(InferenceEngine engine, int sentences) {
        List<Submission> submissions = IntStream.range(0, sentences)
                .mapToObj(i -> engine.submit(Words.ofLength(5)))
                .toList();
        assertThat(submissions)
                .allSatisfy(submission -> assertThat(submission.join()).isInstanceOf(Labelled.class));
    }
}
