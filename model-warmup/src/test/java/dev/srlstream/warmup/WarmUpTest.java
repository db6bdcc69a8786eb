package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.Outcome;
import dev.srlstream.event.ShapeThroughput;
import dev.srlstream.event.StageTiming;
import dev.srlstream.model.Precision;
import dev.srlstream.model.WordpieceRow;
import dev.srlstream.reconcile.Policy;
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
        try (WarmModel warm = warm(plan(cache))) {
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
        try (WarmModel warm = warm(plan(cache))) {
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
        List<float[]> firstProbabilities;
        CheckpointAudit firstAudit;
        try (WarmModel first = warm(plan(cache))) {
            firstProbabilities = first.model().forward(List.of(ROW));
            firstAudit = first.audit();
        }

        try (WarmModel second = warm(plan(cache))) {
            assertThat(second.report().getCached()).isTrue();
            assertThat(second.report().getStages())
                    .extracting(StageTiming::getStage)
                    .containsExactly("read", "engine", "load", "first-forward");
            assertThat(second.audit()).isEqualTo(firstAudit);
            assertThat(second.model().forward(List.of(ROW)).get(0)).isEqualTo(firstProbabilities.get(0));
        }
    }

    @Test
    void writesADamagedArchiveAnewAndUsesItNever() throws Exception {
        warm(plan(cache)).close();
        Path archive = cached(".pt");
        byte[] bytes = Files.readAllBytes(archive);
        byte[] damaged = bytes.clone();
        damaged[damaged.length / 2] ^= 1;
        Files.write(archive, damaged);

        try (WarmModel warm = warm(plan(cache))) {
            assertThat(warm.report().getCached()).isFalse();
        }

        assertThat(cached(".pt")).hasBinaryContent(bytes);
    }

    @Test
    void readsTheCheckpointAgainWhereWhatWasLearntOfItIsTorn() throws Exception {
        CheckpointAudit audit;
        try (WarmModel warm = warm(plan(cache))) {
            audit = warm.audit();
        }
        Path facts = cached(".bin");
        Files.write(facts, Files.readAllBytes(facts), StandardOpenOption.APPEND);

        try (WarmModel warm = warm(plan(cache))) {
            assertThat(warm.audit()).isEqualTo(audit);
            assertThat(warm.report().getStages())
                    .extracting(StageTiming::getStage)
                    .contains("reconcile");
        }
    }

    @Test
    void doesNotUseTheArchiveOfAnotherBertConfiguration() throws Exception {
        warm(plan(cache)).close();
        Path config = folder.resolve("bert_config.json");
        Files.writeString(
                config, Files.readString(config).replace("\"num_attention_heads\": 2", "\"num_attention_heads\": 4"));

        try (WarmModel warm = warm(plan(cache))) {
            assertThat(warm.report().getCached()).isFalse();
            assertThat(warm.audit().getArchitecture().getHeads()).isEqualTo(4);
        }
    }

    @Test
    void auditsWithoutWritingIntoTheCache() throws Exception {
        try (WarmUp warmUp = new WarmUp(plan(cache), WarmUpListener.SILENT)) {
            CheckpointAudit audit = warmUp.audit();

            assertThat(audit.getOutcome()).isEqualTo(Outcome.REPAIRED);
            assertThat(warmUp.audit()).isSameAs(audit);
            assertThat(cache).doesNotExist();
        }
    }

    @Test
    void neverWarmsARejectedCheckpoint() throws Exception {
        WarmUpPlan strict = new WarmUpPlan(checkpoint, null, null, Policy.STRICT, "cpu", Precision.FP32, cache, 1);
        try (WarmUp warmUp = new WarmUp(strict, WarmUpListener.SILENT)) {
            assertThat(warmUp.audit().getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThatThrownBy(warmUp::warm).isInstanceOf(IllegalStateException.class);
            assertThat(cache).doesNotExist();
        }
    }

    @Test
    void cachesBesideTheCheckpointByDefault() throws Exception {
        warm(plan(null)).close();

        assertThat(folder.resolve(".srl-cache")).isNotEmptyDirectory();
    }

    @Test
    void saysWhichSettingMovesACacheThatCannotBeWritten() throws Exception {
        Path file = Files.writeString(cache, "in the way");

        assertThatThrownBy(() -> warm(plan(file)))
                .isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll(file.toString(), "model.cache.dir");
    }

    @Test
    void saysThatAGpuIsDemandedButAbsent() {
        WarmUpPlan gpu = new WarmUpPlan(checkpoint, null, null, Policy.RECONCILE, "gpu:99", Precision.FP32, cache, 1);

        assertThatThrownBy(() -> warm(gpu))
                .isInstanceOf(WarmUpException.class)
                .hasMessageContainingAll("gpu:99", "auto or cpu");
    }

    @Test
    void refusesAMisspeltDeviceBeforeItReadsAnything() {
        WarmUpPlan misspelt = new WarmUpPlan(
                folder.resolve("absent"), null, null, Policy.RECONCILE, "cuda", Precision.FP32, cache, 1);

        assertThatThrownBy(() -> warm(misspelt))
                .isInstanceOf(WarmUpException.class)
                .hasMessageContaining("\"cuda\"");
    }

    @Test
    void tellsTheListenerOfStagesAndOfProgressThatNeverGoesBack() throws Exception {
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

        try (WarmUp warmUp = new WarmUp(plan(cache), listener)) {
            warmUp.warm().close();
        }

        assertThat(stages).containsExactly("read", "reconcile", "engine", "write", "load", "first-forward");
        assertThat(fractions).isSorted().endsWith(1.0).hasSizeGreaterThan(10);
    }

    private WarmUpPlan plan(@Nullable Path cacheDirectory) {
        return new WarmUpPlan(checkpoint, null, null, Policy.RECONCILE, "auto", Precision.FP32, cacheDirectory, 1);
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
