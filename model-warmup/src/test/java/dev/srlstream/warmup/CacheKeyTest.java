package dev.srlstream.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.model.Precision;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheKeyTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Given
                "model/weights.th",
                "model/config.json",
                "model/vocabulary/labels.txt",
                "model/vocabulary/non_padded_namespaces.txt",
                "model/vocab.txt",
                "model/bert_config.json",
                "vocab.txt",
                "bert_config.json",
            })
    void changesWithEveryFileThatHasASay(String file) throws IOException {
        // Given
        Path model = folder.resolve("model");
        Files.createDirectories(model.resolve("vocabulary"));
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

    @Test
    void changesWithThePolicyAndWithAGivenVocabulary() throws IOException {
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
    void staysWhereTheSameFilesMove() throws IOException {
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
    void tellsThatTheCheckpointChangedBeforeItWasRead() throws IOException {
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
    void tellsThatAFileBesideTheCheckpointChanged() throws IOException {
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
                new CheckpointPaths(model, vocabulary, null, null), Terms.of(policy), "cpu", Precision.FP32, null, 1);
    }
}
