package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.ShapeThroughput;
import dev.srlstream.event.StageTiming;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarmUpTest {
    private static final WordpieceRow ROW = new WordpieceRow(new int[] {101, 1153, 408, 383, 102}, 2, 3);

    @TempDir
    private Path folder = Path.of("");

    private Path checkpoint = Path.of("");
    private Path cache = Path.of("");

    @BeforeEach
    void layACheckpointWithItsVocabularyBeside() throws IOException {
        checkpoint = folder.resolve("without-position-ids.tar.gz");
        cache = folder.resolve("cache");
        for (String name : List.of("without-position-ids.tar.gz", "vocab.txt", "bert_config.json")) {
            Files.copy(Golden.FOLDER.resolve(name), folder.resolve(name));
        }
    }

    @Test
    void warmsAModelAndSaysWhatItIs() throws Exception {
        // When
        try (WarmModel warm = warm(plan(cache))) {

            // Then
            assertThat(warm.labels()).hasSize(132);
            assertThat(warm.vocabulary()).hasSize(2705).startsWith("[PAD]");
            assertThat(warm.lowercase()).isTrue();
            assertThat(warm.positions()).isEqualTo(512);
            assertThat(warm.model().labels()).isEqualTo(132);
            assertThat(warm.reference().getName()).isEqualTo("without-position-ids.tar.gz");
            assertThat(warm.reference().getCheckpointSha256())
                    .isEqualTo(warm.audit().getSource().getSha256())
                    .isEqualTo(Sha256.of(checkpoint));
            assertThat(warm.reference().getOutcome()).isEqualTo(Outcome.REPAIRED);
            assertThat(warm.reference().getPrecision()).isEqualTo("fp32");
        }
    }

    @Test
    void reportsHowTheWarmUpWent() throws Exception {
        // When
        try (WarmModel warm = warm(plan(cache))) {

            // Then
            assertThat(warm.report().getCached()).isFalse();
            assertThat(warm.report().getDevice()).isEqualTo("cpu");
            assertThat(warm.report().getPrecision()).isEqualTo("fp32");
            assertThat(warm.report().getThreads()).isPositive();
            assertThat(warm.report().getStages())
                    .extracting(StageTiming::getStage)
                    .containsExactly("read", "reconcile", "engine", "write", "load", "first-forward");
            assertThat(warm.report().getThroughput())
                    .extracting(ShapeThroughput::getSentencesPerSecond)
                    .hasSize(3)
                    .allMatch(speed -> speed > 0);
            assertThat(warm.report().getResidentBytes())
                    .isGreaterThan(warm.report().getHeapBytes());
            assertThat(warm.report().getHeapBytes()).isPositive();
            assertThat(warm.report().getVersions()).containsKeys("djl", "pytorch", "generator", "java");
        }
    }

    @Test
    void startsFromTheCacheWithTheSameAuditAndTheSameModel() throws Exception {
        // Given
        List<float[]> firstProbabilities;
        CheckpointAudit firstAudit;
        try (WarmModel first = warm(plan(cache))) {
            firstProbabilities = first.model().forward(List.of(ROW));
            firstAudit = first.audit();
        }

        // When
        try (WarmModel second = warm(plan(cache))) {

            // Then
            assertThat(second.report().getCached()).isTrue();
            assertThat(second.report().getStages())
                    .extracting(StageTiming::getStage)
                    .containsExactly("read", "engine", "load", "first-forward");
            assertThat(second.audit()).isEqualTo(firstAudit);
            assertThat(second.model().forward(List.of(ROW)).get(0)).isEqualTo(firstProbabilities.get(0));
        }
    }

    @Test
    void missesANamedVocabularyThoughTheCacheKnowsTheCheckpoint() throws Exception {
        // Given
        warm(plan(cache)).close();
        Path missing = folder.resolve("nowhere.txt");
        var plan = new WarmUpPlan(
                new CheckpointPaths(checkpoint, missing, null, null),
                Terms.of(Policy.RECONCILE),
                "cpu",
                Precision.FP32,
                CpuLayers.AUTO,
                cache,
                1);

        // When
        var refused = assertThatThrownBy(() -> warm(plan));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessage(missing + " does not exist.");
    }

    @Test
    void writesADamagedArchiveAnewAndUsesItNever() throws Exception {
        // Given
        warm(plan(cache)).close();
        Path archive = cached(".pt");
        byte[] bytes = Files.readAllBytes(archive);
        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(archive, damaged);

        // When
        try (WarmModel warm = warm(plan(cache))) {
            assertThat(warm.report().getCached()).isFalse();
        }

        // Then
        assertThat(cached(".pt")).hasBinaryContent(bytes);
    }

    @Test
    void readsTheCheckpointAgainWhereWhatWasLearntOfItIsTorn() throws Exception {
        // Given
        CheckpointAudit audit;
        try (WarmModel warm = warm(plan(cache))) {
            audit = warm.audit();
        }
        Path facts = cached(".bin");
        byte[] bytes = Files.readAllBytes(facts);
        Files.write(facts, bytes, StandardOpenOption.APPEND);

        // When
        try (WarmModel warm = warm(plan(cache))) {

            // Then
            assertThat(warm.audit()).isEqualTo(audit);
            assertThat(warm.report().getStages())
                    .extracting(StageTiming::getStage)
                    .contains("reconcile");
        }
        assertThat(cached(".bin")).hasBinaryContent(bytes);
    }

    @Test
    void doesNotUseTheArchiveOfAnotherBertConfiguration() throws Exception {
        // Given
        warm(plan(cache)).close();
        Path config = folder.resolve("bert_config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_attention_heads\": 2", "\"num_attention_heads\": 4"));

        // When
        try (WarmModel warm = warm(plan(cache))) {

            // Then
            assertThat(warm.report().getCached()).isFalse();
            assertThat(warm.audit().getArchitecture().getHeads()).isEqualTo(4);
        }
    }

    @Test
    void auditsWithoutWritingIntoTheCache() throws Exception {
        try (WarmUp warmUp = new WarmUp(plan(cache), WarmUpListener.SILENT)) {
            // When
            CheckpointAudit audit = warmUp.audit();

            // Then
            assertThat(audit.getOutcome()).isEqualTo(Outcome.REPAIRED);
            assertThat(warmUp.audit()).isSameAs(audit);
            assertThat(cache).isEmptyDirectory();
        }
        // The folder was there for inflated weights only.
        assertThat(cache).doesNotExist();
    }

    @Test
    void neverWarmsARejectedCheckpoint() throws Exception {
        // Given
        WarmUpPlan strict = new WarmUpPlan(
                new CheckpointPaths(checkpoint, null, null, null),
                Terms.of(Policy.STRICT),
                "cpu",
                Precision.FP32,
                CpuLayers.AUTO,
                cache,
                1);
        try (WarmUp warmUp = new WarmUp(strict, WarmUpListener.SILENT)) {
            // When
            CheckpointAudit audit = warmUp.audit();

            // Then
            assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThatThrownBy(warmUp::warm).isInstanceOf(IllegalStateException.class);
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    void cachesBesideTheCheckpointByDefault() throws Exception {
        // When
        warm(plan(null)).close();

        // Then
        assertThat(folder.resolve(".srl-cache")).isNotEmptyDirectory();
    }

    @Test
    void saysWhichSettingMovesACacheThatCannotBeWritten() throws Exception {
        // Given
        Path file = Files.writeString(cache, "in the way");

        // When
        var refused = assertThatThrownBy(() -> warm(plan(file)));

        // Then
        refused.isInstanceOf(WarmUpException.class).hasMessageContainingAll(file.toString(), "model.cache.dir");
    }

    @Test
    void saysThatAGpuIsDemandedButAbsent() {
        // Given
        WarmUpPlan gpu = new WarmUpPlan(
                new CheckpointPaths(checkpoint, null, null, null),
                Terms.of(Policy.RECONCILE),
                "gpu:99",
                Precision.FP32,
                CpuLayers.AUTO,
                cache,
                1);

        // When
        var refused = assertThatThrownBy(() -> warm(gpu));

        // Then
        refused.isInstanceOf(WarmUpException.class).hasMessageContainingAll("gpu:99", "auto or cpu");
    }

    @Test
    void refusesAMisspeltDeviceBeforeItReadsAnything() {
        // Given
        WarmUpPlan misspelt = new WarmUpPlan(
                new CheckpointPaths(folder.resolve("absent"), null, null, null),
                Terms.of(Policy.RECONCILE),
                "cuda",
                Precision.FP32,
                CpuLayers.AUTO,
                cache,
                1);

        // When
        var refused = assertThatThrownBy(() -> warm(misspelt));

        // Then
        refused.isInstanceOf(WarmUpException.class).hasMessageContaining("\"cuda\"");
    }

    @Test
    void tellsTheListenerOfStagesAndOfProgressThatNeverGoesBack() throws Exception {
        // Given
        List<String> stages = new ArrayList<>();
        List<Double> fractions = new ArrayList<>();
        WarmUpListener listener = new WarmUpListener() {
            @Override
            public void begins(String stage) {
                stages.add(stage);
            }

            @Override
            public void advances(double fraction) {
                fractions.add(fraction);
            }
        };

        // When
        try (WarmUp warmUp = new WarmUp(plan(cache), listener)) {
            warmUp.warm().close();
        }

        // Then
        assertThat(stages).containsExactly("read", "reconcile", "engine", "write", "load", "first-forward");
        assertThat(fractions).isSorted().endsWith(1.0).hasSizeGreaterThan(10);
    }

    private WarmUpPlan plan(@Nullable Path cacheDirectory) {
        return new WarmUpPlan(
                new CheckpointPaths(checkpoint, null, null, null),
                Terms.of(Policy.RECONCILE),
                "auto",
                Precision.FP32,
                CpuLayers.AUTO,
                cacheDirectory,
                1);
    }

    private static WarmModel warm(WarmUpPlan plan) throws Exception {
        try (WarmUp warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            return warmUp.warm();
        }
    }

    private Path cached(String extension) throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
