package dev.srlstream.inference;

import static dev.srlstream.inference.Words.ofLength;
import static dev.srlstream.inference.Words.sentence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.decode.FrameDecoder;
import dev.srlstream.model.SrlModel;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelled.Instance;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class InferenceEngineTest {
    private static final int POSITIONS = 40;
    /** Two workers, each of which takes one row at a time. */
    private static final EngineSettings SIDE_BY_SIDE = new EngineSettings(1, Duration.ZERO, 2, false);

    private static final EngineSettings AT_ONCE = new EngineSettings(100, Duration.ZERO, 1, false);

    @Test
    void computesAsManyBatchesAtOnceAsItHasWorkers() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, SIDE_BY_SIDE)) {
            // Given a model that computes nothing yet

            // When rows for three batches come at once
            Submission submission = engine.submit(sentence("a b c", 0, 1, 2));
            awaitBatches(model, 2);

            // Then
            assertThat(model.batches()).hasSize(2);
            model.release();
            assertThat(submission.join()).isInstanceOf(Labelled.class);
            assertThat(model.batches()).hasSize(3);
        }
    }

    @Test
    void givesOneFramePerPredicateInTheirOrder() {
        try (InferenceEngine engine = engine(FakeModel.ready(), AT_ONCE)) {
            // When
            Labelling labelling = engine.submit(sentence("a b c d", 3, 0, 2)).join();

            // Then
            assertThat(((Labelled) labelling).frames())
                    .extracting(frame -> frame.getPredicate().getIndex())
                    .containsExactly(3, 0, 2);
        }
    }

    @Test
    void labelsASentenceWithoutPredicatesWithoutTheModel() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, AT_ONCE)) {
            // When
            Sentence sentence = sentence("a b");
            Submission submission = engine.submit(sentence);

            // Then
            assertThat(submission.isDone()).isTrue();
            assertThat(submission.join()).isEqualTo(new Labelled(sentence, List.of(), List.of()));
        }
    }

    @Test
    void rejectsASentenceWithMoreWordpiecesThanPositions() {
        try (InferenceEngine engine = engine(FakeModel.ready(), AT_ONCE)) {
            // When
            Labelling labelling = engine.submit(ofLength(POSITIONS + 1)).join();

            // Then
            assertThat(labelling)
                    .isEqualTo(new Rejection(Rejection.Stage.ENCODE, "41 wordpieces; the model has 40 positions"));
        }
    }

    @Test
    void takesASentenceWithAsManyWordpiecesAsPositions() {
        try (InferenceEngine engine = engine(FakeModel.ready(), AT_ONCE)) {
            // When
            Labelling labelling = engine.submit(ofLength(POSITIONS)).join();

            // Then
            assertThat(labelling).isInstanceOf(Labelled.class);
        }
    }

    @Test
    void keepsInstancesOnRequest() {
        try (InferenceEngine engine = engine(FakeModel.ready(), new EngineSettings(100, Duration.ZERO, 1, true))) {
            // When
            Labelled labelled = (Labelled) engine.submit(sentence("a b", 1, 0)).join();

            // Then
            Instance instance = labelled.instances().get(0);
            assertThat(labelled.instances()).hasSize(2);
            assertThat(instance.predicateIndex()).isEqualTo(1);
            assertThat(instance.wordpieceIds()).containsExactly(1, 5, 6, 2);
            assertThat(instance.wordpieceTags()).hasSize(4);
            assertThat(instance.probabilities()).hasSize(4 * FakeModel.LABELS.size());
            assertThat(labelled.frames().get(0).getTags())
                    .isEqualTo(instance.wordpieceTags().subList(1, 3));
        }
    }

    @Test
    void startsAtOnceWhenABatchIsFull() {
        // Given an age that nobody lives to see
        EngineSettings settings = new EngineSettings(16, Duration.ofDays(1), 1, false);
        FakeModel model = FakeModel.ready();
        try (InferenceEngine engine = engine(model, settings)) {
            // When
            Submission first = engine.submit(ofLength(8));
            Submission second = engine.submit(ofLength(8));

            // Then
            assertThat(first.join()).isInstanceOf(Labelled.class);
            assertThat(second.join()).isInstanceOf(Labelled.class);
            assertThat(model.batches()).hasSize(1);
        }
    }

    @Test
    void waitsForCompanyNoLongerThanTheAge() {
        try (InferenceEngine engine =
                engine(FakeModel.ready(), new EngineSettings(100, Duration.ofMillis(5), 1, false))) {
            // When
            Labelling labelling = engine.submit(ofLength(8)).join();

            // Then
            assertThat(labelling).isInstanceOf(Labelled.class);
        }
    }

    @Test
    void gathersWhatCameWhileTheDeviceWasBusyIntoFullBatches() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, AT_ONCE)) {
            // Given
            Submission first = engine.submit(ofLength(10));
            awaitBatches(model, 1);
            List<Submission> others = IntStream.range(0, 20)
                    .mapToObj(i -> engine.submit(ofLength(10)))
                    .toList();

            // When
            model.release();
            first.join();
            others.forEach(Submission::join);

            // Then
            assertThat(model.batches()).extracting(List::size).containsExactly(1, 10, 10);
        }
    }

    @Test
    void labelsAlikeWhateverTheOrderTheThreadsAndTheBudget() throws Exception {
        // Given
        long seed = 20260101;
        List<Sentence> sentences = randomSentences(new Random(seed), 300);
        List<Labelling> alone;
        try (InferenceEngine engine = engine(FakeModel.ready(), new EngineSettings(1, Duration.ZERO, 1, false))) {
            alone = sentences.stream().map(engine::submit).map(Submission::join).toList();
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, sentences.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try (InferenceEngine engine =
                engine(FakeModel.ready(), new EngineSettings(200, Duration.ofMillis(1), 1, false))) {
            // When
            List<Future<Labelling>> together = new ArrayList<>(Collections.nCopies(sentences.size(), null));
            for (int i : order) {
                together.set(
                        i, threads.submit(() -> engine.submit(sentences.get(i)).join()));
            }

            // Then
            for (int i = 0; i < alone.size(); i++) {
                assertThat(together.get(i).get())
                        .as("sentence %d, seed %d", i, seed)
                        .isEqualTo(alone.get(i));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void refusesAModelWithOtherLabelsThanTheDecoder() {
        FrameDecoder decoder = new FrameDecoder(List.of("O", "B-V"));
        assertThatThrownBy(() -> new InferenceEngine(
                        FakeModel.ready(), Words.encoder(), decoder, POSITIONS, AT_ONCE, EngineListener.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("7 labels");
    }

    @Test
    void saysWhetherASubmissionIsDone() {
        FakeModel model = FakeModel.holding();
        try (InferenceEngine engine = engine(model, AT_ONCE)) {
            // Given
            Submission submission = engine.submit(ofLength(5));

            // When
            boolean doneBefore = submission.isDone();
            model.release();
            submission.join();

            // Then
            assertThat(doneBefore).isFalse();
            assertThat(submission.isDone()).isTrue();
        }
    }

    static InferenceEngine engine(SrlModel model, EngineSettings settings) {
        return new InferenceEngine(
                model, Words.encoder(), new FrameDecoder(FakeModel.LABELS), POSITIONS, settings, EngineListener.SILENT);
    }

    static List<List<WordpieceRow>> awaitBatches(FakeModel model, int count) {
        while (model.batches().size() < count) {
            Thread.onSpinWait();
        }
        return model.batches();
    }

    private static List<Sentence> randomSentences(Random random, int count) {
        List<Sentence> sentences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(20);
            List<String> words = IntStream.range(0, length)
                    .mapToObj(word -> String.valueOf((char) ('a' + random.nextInt(5))))
                    .toList();
            Integer[] predicates = IntStream.range(0, length)
                    .filter(word -> random.nextInt(4) == 0)
                    .boxed()
                    .toArray(Integer[]::new);
            sentences.add(sentence(String.join(" ", words), predicates));
        }
        return sentences;
    }
}
