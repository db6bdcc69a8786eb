package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.weights.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Given
                "model/weights.th",
                "model/best.th",
                "model/model_state_e3_b120.th",
                "model/model_state_epoch_7.th",
                "model/model.safetensors",
                "model/pytorch_model.bin",
                "model/nested/weights.th",
                "model/config.json",
                "model/vocabulary/labels.txt",
                "model/vocabulary/non_padded_namespaces.txt",
                "model/vocabulary/tags.txt",
                "model/vocabulary/tokens.txt",
                "model/vocab.txt",
                "model/bert_config.json",
                "model/repair.json",
                "model/tokenizer_config.json",
                "vocab.txt",
                "bert_config.json",
                "vocabulary/labels.txt",
                "vocabulary/non_padded_namespaces.txt",
                "vocabulary/tags.txt",
            })
    void changesWithEveryFileThatHasASay(String file) throws Exception {
        // Given
        Path model = folder.resolve("model");
        Files.createDirectories(model.resolve("vocabulary"));
        Files.createDirectories(model.resolve("nested"));
        Files.createDirectories(folder.resolve("vocabulary"));
        CacheKey before = CacheKey.of(plan(model, null, Policy.RECONCILE));
        Files.writeString(folder.resolve(file), "content");
        CacheKey added = CacheKey.of(plan(model, null, Policy.RECONCILE));
        Files.writeString(folder.resolve(file), "other content");

        // When
        CacheKey changed = CacheKey.of(plan(model, null, Policy.RECONCILE));

        // Then
        assertThat(changed).isNotIn(before, added);
        assertThat(added).isNotEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        // Given
        "model_state_e3_b20.th, model_state_e3_b120.th, true",
        "model_state_e3_b120.th, model_state_e3_b20.th, false",
        "model_state_e3_b120.th, training_state_e4_b0.th, false",
        "weights.th, best.th, false",
        "best.th, weights.th, true",
        "nested/weights.th, best.th, true"
    })
    void changesWithAnotherFileOnlyWhenItIsChosen(String present, String added, boolean changes) throws Exception {
        // Given
        Path model = folder.resolve("model");
        Files.createDirectories(model.resolve("nested"));
        Files.writeString(model.resolve(present), "weights");
        CacheKey before = CacheKey.of(plan(model, null, Policy.RECONCILE));
        Files.writeString(model.resolve(added), "weights");

        // When
        CacheKey after = CacheKey.of(plan(model, null, Policy.RECONCILE));

        // Then
        assertThat(after.equals(before)).isEqualTo(!changes);
    }

    @Test
    void changesWithTheFilesAroundNestedWeights() throws Exception {
        // Given
        Path nested = Files.createDirectories(folder.resolve("model/nested"));
        Files.writeString(nested.resolve("weights.th"), "weights");
        CacheKey before = CacheKey.of(plan(folder.resolve("model"), null, Policy.RECONCILE));
        Files.writeString(nested.resolve("config.json"), "{}");
        CacheKey configured = CacheKey.of(plan(folder.resolve("model"), null, Policy.RECONCILE));
        Files.writeString(folder.resolve("model/vocab.txt"), "[UNK]");

        // When
        CacheKey after = CacheKey.of(plan(folder.resolve("model"), null, Policy.RECONCILE));

        // Then
        assertThat(configured).isNotEqualTo(before);
        assertThat(after).isNotIn(before, configured);
    }

    @Test
    void changesWithTheShardsAndWithTheFilesAroundNamedWeights() throws Exception {
        // Given
        Path model = Files.createDirectories(folder.resolve("model"));
        Path index = Files.writeString(
                model.resolve("model.safetensors.index.json"), "{\"weight_map\": {\"key\": \"shard.safetensors\"}}");
        CacheKey incomplete = CacheKey.of(plan(model, null, Policy.RECONCILE));
        Files.writeString(model.resolve("shard.safetensors"), "weights");
        CacheKey complete = CacheKey.of(plan(model, null, Policy.RECONCILE));
        Files.writeString(model.resolve("config.json"), "{}");
        CacheKey named = CacheKey.of(plan(index, null, Policy.RECONCILE));
        Files.writeString(model.resolve("config.json"), "{ }");

        // When
        CacheKey changed = CacheKey.of(plan(index, null, Policy.RECONCILE));

        // Then
        assertThat(complete).isNotEqualTo(incomplete);
        assertThat(named).isNotIn(complete, incomplete, changed);
    }

    @Test
    void doesNotStandForADirectoryThatMayMeanTwoModels() throws Exception {
        // Given
        Path model = Files.createDirectories(folder.resolve("model"));
        Files.writeString(model.resolve("model.safetensors"), "weights");
        Files.writeString(model.resolve("weights.safetensors"), "weights");

        // When
        var refused = assertThatThrownBy(() -> CacheKey.of(plan(model, null, Policy.RECONCILE)));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("holds two models");
    }

    @Test
    void changesWithThePolicyAndWithAGivenVocabulary() throws Exception {
        // Given
        Path model = Files.writeString(folder.resolve("model.tar.gz"), "archive");
        Path vocabulary = Files.writeString(folder.resolve("words"), "[PAD]");

        // When
        CacheKey key = CacheKey.of(plan(model, null, Policy.RECONCILE));

        // Then
        assertThat(CacheKey.of(plan(model, null, Policy.STRICT))).isNotEqualTo(key);
        assertThat(CacheKey.of(plan(model, vocabulary, Policy.RECONCILE))).isNotEqualTo(key);
    }

    @Test
    void staysWhereTheSameFilesMove() throws Exception {
        // Given
        Path here = Files.createDirectories(folder.resolve("here"));
        Path there = Files.createDirectories(folder.resolve("there"));
        Files.writeString(here.resolve("model.tar.gz"), "archive");
        Files.writeString(there.resolve("model.tar.gz"), "archive");
        Files.writeString(there.resolve("README.md"), "of no concern");

        // When
        CacheKey first = CacheKey.of(plan(here.resolve("model.tar.gz"), null, Policy.RECONCILE));
        CacheKey second = CacheKey.of(plan(there.resolve("model.tar.gz"), null, Policy.RECONCILE));

        // Then
        assertThat(second).isEqualTo(first);
    }

    @Test
    void tellsThatTheCheckpointChangedBeforeItWasRead() throws Exception {
        // Given
        Path model = Files.writeString(folder.resolve("model.tar.gz"), "archive");
        WarmUpPlan plan = plan(model, null, Policy.RECONCILE);
        CacheKey key = CacheKey.of(plan);
        Files.writeString(model, "another archive");

        // When
        CacheKey again = key.again(plan, Sha256.of(model));

        // Then
        assertThat(again).isNotEqualTo(key).isEqualTo(CacheKey.of(plan));
    }

    @Test
    void tellsThatAFileBesideTheCheckpointChanged() throws Exception {
        // Given
        Path model = Files.writeString(folder.resolve("model.tar.gz"), "archive");
        WarmUpPlan plan = plan(model, null, Policy.RECONCILE);
        CacheKey key = CacheKey.of(plan);
        assertThat(key.again(plan, Sha256.of(model))).isEqualTo(key);
        Files.writeString(folder.resolve("vocab.txt"), "[PAD]");

        // When
        CacheKey again = key.again(plan, Sha256.of(model));

        // Then
        assertThat(again).isNotEqualTo(key);
    }

    private static WarmUpPlan plan(Path model, @Nullable Path vocabulary, Policy policy) {
        return new WarmUpPlan(
                new CheckpointPaths(model, vocabulary, null, null),
                Terms.of(policy),
                "cpu",
                Precision.FP32,
                CpuLayers.AUTO,
                null,
                1);
    }
}
