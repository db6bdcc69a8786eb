package dev.srlstream.inference;

import static dev.srlstream.inference.InferenceEngineTest.awaitBatches;
import static dev.srlstream.inference.InferenceEngineTest.engine;
import static dev.srlstream.inference.Words.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.decode.Decoding;
import dev.srlstream.model.ModelException;
import dev.srlstream.sentence.Labelled;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class EngineDeathTest {
    private static final EngineSettings SETTINGS = new EngineSettings(1000, Duration.ZERO, 1, false);

    @Test
    void diesOfAnErrorWithEverythingPending() {
        FakeModel model = FakeModel.holding(rows -> {
            throw new OutOfMemoryError("native memory");
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            Submission onTheDevice = engine.submit(sentence("a", 0));
            awaitBatches(model, 1);
            Submission waiting = engine.submit(sentence("b", 0));

            // When
            model.release();

            // Then
            assertDead(onTheDevice);
            assertDead(waiting);
            assertDead(engine.submit(sentence("c", 0)));
            assertThat(model.batches()).hasSize(1);
        }
    }

    @Test
    void diesOfAnExceptionThatIsNotTheModelsOwn() {
        FakeModel model = FakeModel.behaving(rows -> {
            throw new IllegalStateException("closed");
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // When
            Submission submission = engine.submit(sentence("a", 0));

            // Then
            assertDead(submission);
        }
    }

    @Test
    void diesOfAModelThatFailsOnEverythingAndRejectsNothing() {
        var broken = new AtomicBoolean();
        FakeModel model = FakeModel.behaving(rows -> {
            if (broken.get()) {
                throw new ModelException("no device", new IllegalStateException());
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            assertThat(engine.submit(sentence("a", 0)).join()).isInstanceOf(Labelled.class);

            // When
            broken.set(true);
            Submission next = engine.submit(sentence("a", 0));

            // Then
            assertDead(next);
        }
    }

    @Test
    void diesOfADeviceThatNoLongerComputesRowsAsLongAsBefore() {
        var longest = new AtomicInteger(40);
        FakeModel model = FakeModel.behaving(rows -> {
            if (rows.stream().anyMatch(row -> row.ids().length > longest.get())) {
                throw new ModelException("CUDA out of memory.", new IllegalStateException());
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            assertThat(engine.submit(Words.ofLength(20)).join()).isInstanceOf(Labelled.class);

            // When
            longest.set(10);
            Submission shorter = engine.submit(Words.ofLength(15));

            // Then
            assertDead(shorter);
        }
    }

    @Test
    void diesOfADeviceThatComputesOnlyNonsense() {
        var broken = new AtomicBoolean();
        try (InferenceEngine engine = engine(
                new Altered(FakeModel.ready(), output -> {
                    output.stream().filter(row -> broken.get()).forEach(row -> Arrays.fill(row, Float.NaN));
                    return output;
                }),
                SETTINGS)) {
            // Given
            assertThat(engine.submit(sentence("a", 0)).join()).isInstanceOf(Labelled.class);

            // When
            broken.set(true);
            Submission next = engine.submit(sentence("a b", 0, 1));

            // Then
            assertDead(next);
        }
    }

    @Test
    void diesOfAModelThatGivesTooFewRowsOrProbabilities() {
        List<UnaryOperator<List<float[]>>> faults =
                List.of(output -> output.subList(1, output.size()), output -> output.stream()
                        .map(row -> Arrays.copyOf(row, row.length - 1))
                        .toList());
        for (UnaryOperator<List<float[]>> fault : faults) {
            try (InferenceEngine engine = engine(new Altered(FakeModel.ready(), fault), SETTINGS)) {
                // When
                Submission submission = engine.submit(sentence("a b", 0, 1));

                // Then
                assertThatThrownBy(submission::join)
                        .isInstanceOf(EngineDeadException.class)
                        .hasMessageContaining("The model returned");
            }
        }
    }

    @Test
    void diesAsAWholeWhenOneWorkerDiesWhileAnotherComputes() {
        FakeModel model = FakeModel.holding(rows -> {
            if (rows.stream().anyMatch(row -> Words.contains(row, Words.BAD))) {
                throw new OutOfMemoryError("native memory");
            }
        });
        try (InferenceEngine engine = engine(model, new EngineSettings(1, Duration.ZERO, 2, false))) {
            // Given
            Submission deadly = engine.submit(sentence("bad", 0));
            Submission beside = engine.submit(sentence("a", 0));
            Submission waiting = engine.submit(sentence("b", 0));
            awaitBatches(model, 2);

            // When
            model.release();

            // Then what the other worker had done by then is labelled
            assertDead(deadly);
            assertThat(List.of(beside, waiting)).allSatisfy(other -> assertThat(catchThrowable(other::join))
                    .satisfiesAnyOf(death -> assertThat(death).isNull(), death -> assertThat(death)
                            .isInstanceOf(EngineDeadException.class)));
            assertDead(engine.submit(sentence("c", 0)));
        }
    }

    @Test
    void diesOfAPassThatDoesNotReturnAndDoesNotWaitForIt() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(
                model,
                new EngineSettings(
                        SETTINGS.batchTokens(),
                        SETTINGS.batchAge(),
                        SETTINGS.workers(),
                        Duration.ofMillis(50),
                        Duration.ZERO,
                        Decoding.ALLENNLP,
                        false))) {
            // When
            Submission onTheDevice = engine.submit(sentence("a", 0));
            Submission waiting = engine.submit(sentence("b", 0));

            // Then
            assertThatThrownBy(onTheDevice::join)
                    .isInstanceOf(EngineDeadException.class)
                    .hasMessageContaining("has not returned for 50 ms")
                    .hasMessageContaining("raise engine.timeout.ms");
            assertDead(waiting);
        }
        model.release();
    }

    @Test
    void closesWithoutABatchThatTakesTooLong() throws Exception {
        // Given
        FakeModel model = FakeModel.holding();
        InferenceEngine engine = engine(model, SETTINGS);
        Submission onTheDevice = engine.submit(sentence("a", 0));
        awaitBatches(model, 1);

        // When
        engine.close(Duration.ofMillis(20));

        // Then
        assertThatThrownBy(onTheDevice::join).isInstanceOf(CancellationException.class);
        model.release();
    }

    private static void assertDead(Submission submission) {
        assertThatThrownBy(submission::join)
                .isInstanceOf(EngineDeadException.class)
                .hasMessageContaining("The inference engine died");
        assertThat(submission.isDone()).isTrue();
    }
}
