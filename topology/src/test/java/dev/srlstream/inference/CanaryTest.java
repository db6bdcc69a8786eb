package dev.srlstream.inference;

import static dev.srlstream.inference.Words.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.decode.Decoding;
import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(300)
class CanaryTest {
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final Duration NOT_IN_THIS_TEST = Duration.ofHours(1);
    private static final int LABELS = FakeModel.LABELS.size();

    private final AtomicBoolean broken = new AtomicBoolean();

    /** What a device can answer after a fault. */
    enum Garbage {
        OTHER_LABELS,
        NO_NUMBERS,
        ZEROS,
        ONE_NUMBER,
        ONE_LABEL,
        NOISE;

        void spoil(List<float[]> output) {
            output.forEach(this::spoil);
        }

        private void spoil(float[] row) {
            float[] right = row.clone();
            Random random = new Random(7);
            for (int i = 0; i < row.length; i++) {
                row[i] = switch (this) {
                    case OTHER_LABELS -> right[(i + 1) % row.length];
                    case NO_NUMBERS -> Float.NaN;
                    case ZEROS -> 0;
                    case ONE_NUMBER -> 1f / LABELS;
                    case ONE_LABEL -> i % LABELS == 0 ? 1 : 0;
                    case NOISE -> random.nextFloat();
                };
            }
        }
    }

    @Test
    void passesOnASoundDeviceAgainAndAgain() {
        try (InferenceEngine engine = engine(sure(), OFTEN)) {
            // When
            awaitPassed(engine, 3);

            // Then
            assertThat(engine.canaryChecks().repeated()).isZero();
            assertThat(engine.submit(sentence("a b", 0)).join()).isInstanceOf(Labelled.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsTheEngineOfADeviceThatAnswersGarbageThoughNobodyAsks(Garbage garbage) {
        try (InferenceEngine engine = engine(spoilt(garbage), OFTEN)) {
            // Given
            awaitPassed(engine, 1);
            CompletableFuture<EngineDeadException> death = new CompletableFuture<>();
            engine.whenDead(death::complete);

            // When
            broken.set(true);

            // Then
            assertThat(death.join())
                    .hasMessageStartingWith(
                            "The inference engine died: the device computes a known sentence otherwise than it should (")
                    .hasMessageContaining("what it has labelled since 20")
                    .hasMessageContaining("Look for faults of the device");
            assertThatThrownBy(engine.submit(sentence("a", 0))::join).isEqualTo(death.join());
        }
    }

    @Test
    void servesNothingOfTheBatchInWhichItIsWrong() {
        Canary canary = Canary.of(Words.encoder(), 40, FakeModel.LABELS);
        List<WordpieceRow> rows = new ArrayList<>(List.of(new WordpieceRow(new int[] {1, 5, 2}, 1, 2)));
        rows.addAll(canary.rows());
        try (Watchdog watchdog = new Watchdog(Duration.ofMinutes(2), overdue -> {})) {
            // Given
            GuardedModel device = new GuardedModel(
                    spoilt(Garbage.OTHER_LABELS), watchdog, canary, rows.get(0), EngineListener.SILENT);
            device.learn();
            assertThat(device.forward(rows)).hasSize(3);

            // When
            broken.set(true);

            // Then
            assertThatThrownBy(() -> device.forward(rows))
                    .isInstanceOf(EngineDeadException.class)
                    .hasMessageContaining("clear labels are others");
        }
    }

    @Test
    void hasABatchComputedAgainInWhichItIsWrongAndAloneIsNot() {
        SrlModel wrongInCompany = new Altered(sure(), output -> {
            if (output.size() > 2) {
                Garbage.OTHER_LABELS.spoil(output);
            }
            return output;
        });
        EngineSettings settings = new EngineSettings(
                1000, Duration.ofMillis(20), 1, Duration.ofMinutes(2), OFTEN, Decoding.ALLENNLP, false);
        try (InferenceEngine engine = engine(wrongInCompany, settings);
                InferenceEngine sound = engine(sure(), NOT_IN_THIS_TEST)) {
            Object expected = ((Labelled) sound.submit(sentence("a", 0)).join()).frames();
            // When
            while (engine.canaryChecks().repeated() < 3) {
                // Then
                assertThat(((Labelled) engine.submit(sentence("a", 0)).join()).frames())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void forgivesRoundingHoweverCloseTheLabelsAre() {
        Random rounding = new Random(3);
        SrlModel unsure = new Altered(FakeModel.ready(), output -> {
            for (float[] row : output) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = 1f / LABELS + 0.001f * rounding.nextFloat();
                }
            }
            return output;
        });
        try (InferenceEngine engine = engine(unsure, OFTEN)) {
            // When
            awaitPassed(engine, 20);

            // Then
            assertThat(engine.canaryChecks().repeated()).isZero();
        }
    }

    @Test
    void isAskedBeforeASentenceIsRejectedForTheModelsFailure() {
        SrlModel model = new Altered(
                FakeModel.behaving(rows -> {
                    if (rows.stream().anyMatch(row -> Words.contains(row, Words.BAD))) {
                        throw new ModelException("no such wordpiece");
                    }
                }),
                output -> spoil(Garbage.OTHER_LABELS, sharpen(output)));
        try (InferenceEngine engine = engine(model, NOT_IN_THIS_TEST)) {
            // Given
            assertThat(engine.submit(sentence("bad", 0)).join()).isInstanceOf(Rejection.class);

            // When
            broken.set(true);
            Submission next = engine.submit(sentence("bad", 0));

            // Then
            assertThatThrownBy(next::join)
                    .isInstanceOf(EngineDeadException.class)
                    .hasMessageContaining("clear labels are others");
        }
    }

    @Test
    void doesNotLearnFromADeviceThatIsBrokenAtTheStart() {
        broken.set(true);
        try (InferenceEngine engine = engine(spoilt(Garbage.NO_NUMBERS), NOT_IN_THIS_TEST)) {
            // When
            CompletableFuture<EngineDeadException> death = new CompletableFuture<>();
            engine.whenDead(death::complete);

            // Then
            assertThat(death.join()).hasMessageContaining("wordpiece 0 has probabilities that are not finite");
        }
    }

    @Test
    void endsTheEngineOfADeviceThatFailsOnItAlone() {
        SrlModel model = FakeModel.behaving(rows -> {
            if (broken.get()) {
                throw new ModelException("no device");
            }
        });
        try (InferenceEngine engine = engine(model, OFTEN)) {
            // Given
            awaitPassed(engine, 1);
            CompletableFuture<EngineDeadException> death = new CompletableFuture<>();
            engine.whenDead(death::complete);

            // When
            broken.set(true);

            // Then
            assertThat(death.join()).hasMessageContaining("no device");
        }
    }

    @Test
    void doesNotWaitForADeviceThatHangs() {
        FakeModel model = FakeModel.holding();
        EngineSettings settings =
                new EngineSettings(1000, Duration.ZERO, 1, Duration.ofMillis(50), OFTEN, Decoding.ALLENNLP, false);
        try (InferenceEngine engine = engine(model, settings)) {
            // When
            CompletableFuture<EngineDeadException> death = new CompletableFuture<>();
            engine.whenDead(death::complete);

            // Then
            assertThat(death.join()).hasMessageContaining("has not returned for 50 ms");
        }
        model.release();
    }

    @Test
    void fitsIntoAModelWithFewPositions() {
        try (InferenceEngine engine = new InferenceEngine(
                sure(),
                Words.encoder(),
                new FrameDecoder(FakeModel.LABELS),
                3,
                settings(OFTEN),
                EngineListener.SILENT)) {
            // When
            awaitPassed(engine, 1);

            // Then
            assertThat(engine.canaryChecks().passed()).isPositive();
        }
    }

    @Test
    void staysAwayWhereItIsTurnedOff() {
        FakeModel model = FakeModel.ready();
        try (InferenceEngine engine = engine(model, Duration.ZERO)) {
            // When
            engine.submit(sentence("a", 0)).join();

            // Then
            assertThat(model.batches()).hasSize(1);
        }
    }

    /** A model that is sure of its labels, as a trained one is of those of ordinary words. */
    private static SrlModel sure() {
        return new Altered(FakeModel.ready(), CanaryTest::sharpen);
    }

    private SrlModel spoilt(Garbage garbage) {
        return new Altered(sure(), output -> spoil(garbage, output));
    }

    private List<float[]> spoil(Garbage garbage, List<float[]> output) {
        if (broken.get()) {
            garbage.spoil(output);
        }
        return output;
    }

    private static List<float[]> sharpen(List<float[]> output) {
        for (float[] row : output) {
            for (int wordpiece = 0; wordpiece < row.length; wordpiece += LABELS) {
                int best = wordpiece;
                for (int i = wordpiece; i < wordpiece + LABELS; i++) {
                    best = row[i] > row[best] ? i : best;
                }
                Arrays.fill(row, wordpiece, wordpiece + LABELS, 0.01f);
                row[best] = 0.94f;
            }
        }
        return output;
    }

    private static InferenceEngine engine(SrlModel model, Duration interval) {
        return engine(model, settings(interval));
    }

    private static InferenceEngine engine(SrlModel model, EngineSettings settings) {
        return InferenceEngineTest.engine(model, settings);
    }

    private static EngineSettings settings(Duration interval) {
        return new EngineSettings(1000, Duration.ZERO, 2, Duration.ofMinutes(2), interval, Decoding.ALLENNLP, false);
    }

    private static void awaitPassed(InferenceEngine engine, int times) {
        while (engine.canaryChecks().passed() < times) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
