package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.Frame;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.golden.Golden;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Labelled.Instance;
import dev.srlstream.sentence.Labelling;
import dev.srlstream.sentence.Reading;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Sentence;
import dev.srlstream.sentence.SentenceReader;
import dev.srlstream.sentence.SentenceSettings;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.CpuLayers;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a checkpoint and the words of a sentence to its frames: what AllenNLP makes of them. */
class ReferenceParityTest {
    private static final float TOLERANCE = 1e-4f;
    private static final SentenceReader READER = new SentenceReader(SentenceSettings.ofLength(10_000));

    @TempDir
    private Path cache = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "with-position-ids.tar.gz, base.jsonl, 2048, PACKED",
        "without-position-ids.tar.gz, base.jsonl, 2048, PACKED",
        "without-position-ids.tar.gz, base.jsonl, 1, PACKED",
        "legacy-container.tar.gz, base.jsonl, 2048, PACKED",
        "flat.tar.gz, flat.jsonl, 2048, PACKED",
        "with-position-ids.tar.gz, base.jsonl, 2048, PORTABLE",
        "flat.tar.gz, flat.jsonl, 1, PORTABLE"
    })
    void labelsAsTheReferenceDoes(String archive, String file, int batchTokens, CpuLayers layers) throws Exception {
        // Given
        List<Golden> goldens = Golden.read(file);
        EngineSettings settings = new EngineSettings(batchTokens, EngineSettings.ONE_CORE.batchAge(), 1, true);
        try (WarmModel warm = warm(archive, layers);
                InferenceEngine engine = InferenceEngine.start(warm, settings)) {
            // When
            List<Submission> submissions = goldens.stream()
                    .map(golden -> engine.submit(sentence(golden)))
                    .toList();

            // Then
            for (int i = 0; i < goldens.size(); i++) {
                assertSame(submissions.get(i).join(), goldens.get(i));
            }
        }
    }

    private static void assertSame(Labelling labelling, Golden golden) {
        if (golden.error() != null) {
            assertThat(labelling).as(golden.id()).isInstanceOf(Rejection.class);
            Rejection rejection = (Rejection) labelling;
            assertThat(rejection.stage()).isEqualTo(Rejection.Stage.ENCODE);
            assertThat(rejection.reason()).contains("the model has 512 positions");
            return;
        }
        assertThat(labelling).as(golden.id()).isInstanceOf(Labelled.class);
        Labelled labelled = (Labelled) labelling;
        assertThat(labelled.frames()).as(golden.id()).hasSameSizeAs(golden.instances());
        for (int i = 0; i < golden.instances().size(); i++) {
            Golden.Instance expected = golden.instances().get(i);
            Frame frame = labelled.frames().get(i);
            Instance instance = labelled.instances().get(i);
            assertThat(frame.getPredicate().getIndex()).isEqualTo(expected.predicate());
            assertThat(instance.predicateIndex()).isEqualTo(expected.predicate());
            assertThat(instance.wordpieceIds()).as(golden.id()).isEqualTo(expected.wordpieceIds());
            assertThat(instance.wordpieceTags()).as(golden.id()).isEqualTo(expected.wordpieceTags());
            assertThat(frame.getTags()).as(golden.id()).isEqualTo(expected.tags());
            assertThat(frame.getDescription()).as(golden.id()).isEqualTo(expected.description());
            assertThat(greatestDifference(instance.probabilities(), expected.probabilities()))
                    .as("greatest difference in %s", golden.id())
                    .isLessThan(TOLERANCE);
        }
    }

    private static float greatestDifference(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        float greatest = 0;
        for (int i = 0; i < expected.length; i++) {
            greatest = Math.max(greatest, Math.abs(actual[i] - expected[i]));
        }
        return greatest;
    }

    private static Sentence sentence(Golden golden) {
        Reading reading = READER.read(SentenceEvent.newBuilder()
                .setId(golden.id())
                .setText(String.join(" ", golden.words()))
                .setTokens(golden.words())
                .setPredicates(golden.predicates())
                .build());
        assertThat(reading).as(golden.id()).isInstanceOf(Sentence.class);
        return (Sentence) reading;
    }

    private WarmModel warm(String archive, CpuLayers layers) throws Exception {
        WarmUpPlan plan = new WarmUpPlan(
                new CheckpointPaths(Golden.path(archive), null, null, null),
                Terms.of(Policy.RECONCILE),
                "cpu",
                Precision.FP32,
                layers,
                cache,
                1);
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            return warmUp.warm();
        }
    }
}
