package dev.srlstream.inference;

import static dev.srlstream.inference.InferenceEngineTest.awaitBatches;
import static dev.srlstream.inference.InferenceEngineTest.engine;
import static dev.srlstream.inference.Words.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.Token;
import dev.srlstream.model.ModelException;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class EngineFailureTest {
    private static final EngineSettings SETTINGS = new EngineSettings(1000, Duration.ZERO, 1, false);

    @Test
    void rejectsTheCulpritOfAFailedBatchAndLabelsItsNeighbours() {
        FakeModel model = FakeModel.holding(EngineFailureTest::failOnBad);
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given a batch in which one sentence fails with both of its predicates
            Submission first = engine.submit(sentence("a b", 1));
            awaitBatches(model, 1);
            List<Submission> neighbours = new ArrayList<>(List.of(first));
            for (int i = 0; i < 5; i++) {
                neighbours.add(engine.submit(sentence("a b c", 1)));
            }
            Submission culprit = engine.submit(sentence("a bad c", 0, 1));
            for (int i = 0; i < 5; i++) {
                neighbours.add(engine.submit(sentence("a b c", 0, 2)));
            }

            // When
            model.release();

            // Then
            Rejection rejection = (Rejection) culprit.join();
            assertThat(rejection.stage()).isEqualTo(Rejection.Stage.INFER);
            assertThat(rejection.reason())
                    .isEqualTo("The model failed on 5 wordpieces with predicate 0: Out of memory.");
            assertThat(neighbours)
                    .allSatisfy(neighbour -> assertThat(neighbour.join()).isInstanceOf(Labelled.class));
        }
    }

    @Test
    void splitsABatchThatIsTooMuchForTheMemoryAndMakesSmallerOnesFromThenOn() {
        FakeModel model = FakeModel.holding(rows -> {
            if (rows.size() > 4) {
                throw new ModelException(
                        "CUDA out of memory. Tried to allocate 2.00 GiB.", new IllegalStateException());
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given more rows than the memory holds, behind the first
            List<Submission> submissions = new ArrayList<>(List.of(engine.submit(sentence("a b", 1))));
            awaitBatches(model, 1);
            for (int i = 0; i < 8; i++) {
                submissions.add(engine.submit(sentence("a b c", 1)));
            }

            // When
            model.release();
            submissions.forEach(Submission::join);
            for (int i = 0; i < 8; i++) {
                submissions.add(engine.submit(sentence("a b c", 1)));
            }

            // Then
            assertThat(submissions)
                    .allSatisfy(submission -> assertThat(submission.join()).isInstanceOf(Labelled.class));
            assertThat(model.batches().subList(0, 4)).extracting(List::size).containsExactly(1, 8, 4, 4);
            assertThat(model.batches().subList(4, model.batches().size()))
                    .allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(4));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CUDA out of memory.", "CUDA error: an illegal instruction was encountered"})
    void triesALoneRowOnceMoreWithTheDeviceForItself(String error) {
        var passes = new AtomicInteger();
        FakeModel model = FakeModel.behaving(rows -> {
            if (passes.getAndIncrement() == 0) {
                throw new ModelException(error, new IllegalStateException());
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // When
            Submission submission = engine.submit(sentence("a b c", 1));

            // Then
            assertThat(submission.join()).isInstanceOf(Labelled.class);
            assertThat(model.batches()).hasSize(2);
        }
    }

    @Test
    void rejectsALoneRowThatFailsAgainAfterFewPasses() {
        FakeModel model = FakeModel.behaving(EngineFailureTest::failOnBad);
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // When
            Labelling labelling = engine.submit(sentence("a bad c", 1)).join();

            // Then it was tried twice, and after that the device
            assertThat(labelling).isInstanceOf(Rejection.class);
            assertThat(model.batches()).hasSize(3);
        }
    }

    @Test
    void labelsARowThatFailedWithItsBatchAndOnceAlone() {
        var failures = new AtomicInteger(2);
        FakeModel model = FakeModel.holding(rows -> {
            boolean marked = rows.stream().anyMatch(row -> Words.contains(row, Words.BAD));
            if (marked && failures.getAndDecrement() > 0) {
                throw new ModelException("CUDA error: unknown error", new IllegalStateException());
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given a batch of two behind the first
            Submission first = engine.submit(sentence("a", 0));
            awaitBatches(model, 1);
            Submission marked = engine.submit(sentence("bad", 0));
            Submission neighbour = engine.submit(sentence("a b", 1));

            // When
            model.release();

            // Then
            assertThat(List.of(first, marked, neighbour))
                    .allSatisfy(submission -> assertThat(submission.join()).isInstanceOf(Labelled.class));
        }
    }

    @Test
    void rejectsAnyNumberOfCulpritsHoweverTheyLieInBatchesOfSeveralWorkers() {
        FakeModel model = FakeModel.holding(EngineFailureTest::failOnBad);
        try (InferenceEngine engine = engine(model, new EngineSettings(60, Duration.ZERO, 2, false))) {
            // Given three good sentences for every forty bad ones
            List<Submission> good = new ArrayList<>();
            List<Submission> bad = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                bad.add(engine.submit(sentence("a bad c", 0)));
                if (i % 40 == 20) {
                    good.add(engine.submit(sentence("a b c", 0, 1)));
                }
            }

            // When
            model.release();

            // Then
            assertThat(bad).allSatisfy(culprit -> assertThat(culprit.join()).isInstanceOf(Rejection.class));
            assertThat(good)
                    .allSatisfy(neighbour -> assertThat(neighbour.join()).isInstanceOf(Labelled.class));
        }
    }

    @Test
    void rejectsTheSentenceWhoseProbabilitiesAreNotFinite() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            Submission broken = engine.submit(sentence("a nan", 0, 1));
            Submission whole = engine.submit(sentence("a b", 0, 1));

            // When
            model.release();

            // Then
            Rejection rejection = (Rejection) broken.join();
            assertThat(rejection.stage()).isEqualTo(Rejection.Stage.INFER);
            assertThat(rejection.reason())
                    .isEqualTo("The model failed on 4 wordpieces with predicate 0: its output is not finite.");
            assertThat(whole.join()).isInstanceOf(Labelled.class);
        }
    }

    @Test
    void rejectsASentenceForWhateverIsThrownForItAloneAndLabelsItsNeighbours() {
        FakeModel model = FakeModel.holding(rows -> {
            if (rows.stream().anyMatch(row -> Words.contains(row, Words.BAD))) {
                throw new IndexOutOfBoundsException("Index 9 out of bounds for length 9");
            }
        });
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            List<Submission> neighbours = new ArrayList<>(List.of(engine.submit(sentence("a b", 1))));
            awaitBatches(model, 1);
            Submission notEncoded = engine.submit(with(new Token(null, -1, -1, -1, -1)));
            Submission notComputed = engine.submit(sentence("a bad c", 1));
            Submission notDecoded = engine.submit(with(new Token("a", 70, 71, 70, 71)));
            neighbours.add(engine.submit(sentence("a b c", 0, 1)));

            // When
            model.release();

            // Then
            assertThat(rejection(notEncoded).stage()).isEqualTo(Rejection.Stage.ENCODE);
            assertThat(rejection(notEncoded).thrown()).isInstanceOf(NullPointerException.class);
            assertThat(rejection(notComputed).stage()).isEqualTo(Rejection.Stage.INFER);
            assertThat(rejection(notComputed).thrown()).hasCauseInstanceOf(IndexOutOfBoundsException.class);
            assertThat(rejection(notDecoded).stage()).isEqualTo(Rejection.Stage.INFER);
            assertThat(rejection(notDecoded).thrown()).isInstanceOf(StringIndexOutOfBoundsException.class);
            assertThat(neighbours)
                    .allSatisfy(neighbour -> assertThat(neighbour.join()).isInstanceOf(Labelled.class));
        }
    }

    /** Every word is the token, and every word a predicate, so that some word is an argument's. */
    private static Sentence with(Token token) {
        return new Sentence("id", "a text", Collections.nCopies(6, token), List.of(0, 1, 2, 3, 4, 5), Map.of());
    }

    private static Rejection rejection(Submission submission) {
        return (Rejection) submission.join();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void computesAgainWhatWasNotFiniteOnce(int predicates) {
        var passes = new AtomicInteger();
        try (InferenceEngine engine = engine(
                new Altered(FakeModel.ready(), output -> {
                    if (passes.getAndIncrement() == 0) {
                        Arrays.fill(output.get(0), Float.POSITIVE_INFINITY);
                    }
                    return output;
                }),
                SETTINGS)) {
            // When
            Submission submission = engine.submit(predicates == 1 ? sentence("a b", 0) : sentence("a b", 0, 1));

            // Then
            assertThat(submission.join()).isInstanceOf(Labelled.class);
            assertThat(passes).hasValue(2);
        }
    }

    @Test
    void bearsAnyNumberOfFailuresBetweenSuccesses() {
        FakeModel model = FakeModel.behaving(EngineFailureTest::failOnBad);
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            for (int i = 0; i < 40; i++) {
                // When
                Labelling bad = engine.submit(sentence("bad", 0)).join();
                Labelling good = engine.submit(sentence("a", 0)).join();

                // Then
                assertThat(bad).isInstanceOf(Rejection.class);
                assertThat(good).isInstanceOf(Labelled.class);
            }
        }
    }

    @Test
    void neverRunsWhatWasCancelled() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, SETTINGS)) {
            // Given
            Submission first = engine.submit(sentence("a", 0));
            awaitBatches(model, 1);
            Submission cancelled = engine.submit(sentence("b b", 0, 1));
            Submission last = engine.submit(sentence("c", 0));

            // When
            cancelled.cancel();
            model.release();

            // Then
            assertThat(first.join()).isInstanceOf(Labelled.class);
            assertThat(last.join()).isInstanceOf(Labelled.class);
            assertThat(model.batches()).extracting(List::size).containsExactly(1, 1);
            assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
        }
    }

    @Test
    void keepsTheLabellingOfWhatIsCancelledTooLate() {
        try (InferenceEngine engine = engine(FakeModel.ready(), SETTINGS)) {
            // Given
            Submission submission = engine.submit(sentence("a", 0));
            Labelling labelling = submission.join();

            // When
            submission.cancel();

            // Then
            assertThat(submission.join()).isSameAs(labelling);
        }
    }

    @Test
    void cancelsWhatIsPendingWhenItIsClosedAndWaitsForTheDevice() throws Exception {
        // Given
        FakeModel model = FakeModel.holding();
        InferenceEngine engine = engine(model, SETTINGS);
        Submission onTheDevice = engine.submit(sentence("a", 0));
        awaitBatches(model, 1);
        Submission waiting = engine.submit(sentence("b", 0));
        Thread closing = new Thread(engine::close);

        // When
        closing.start();

        // Then
        assertThatThrownBy(onTheDevice::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(waiting::join).isInstanceOf(CancellationException.class);
        assertThatThrownBy(engine.submit(sentence("c", 0))::join).isInstanceOf(CancellationException.class);
        assertThat(closing.isAlive()).isTrue();
        model.release();
        closing.join();
        assertThat(model.batches()).hasSize(1);
    }

    private static void failOnBad(List<WordpieceRow> rows) {
        if (rows.stream().anyMatch(row -> Words.contains(row, Words.BAD))) {
            throw new ModelException("Out of memory.", new IllegalStateException());
        }
    }
}
