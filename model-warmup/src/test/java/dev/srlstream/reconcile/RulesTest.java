package dev.srlstream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.configuration.BertConfig;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.FindingKind;
import dev.srlstream.event.Outcome;
import dev.srlstream.weights.TestTensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One row per way in which keys and sizes of sound checkpoints differ from the usual, and per policy. */
class RulesTest {
    private static final String POSITIONS = "bert_model.embeddings.position_embeddings.weight";
    private static final String WORDS = "bert_model.embeddings.word_embeddings.weight";
    private static final String BIAS = "tag_projection_layer.bias";

    private final Path directory;

    RulesTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> spellings() {
        return Stream.of(
                spelling("DataParallel", key -> "module." + key, "DataParallel"),
                spelling("_model", key -> "_model." + key, "_model"),
                spelling("model", key -> "model." + key, "put model."),
                spelling("torch.compile", key -> "_orig_mod." + key, "torch.compile"),
                spelling(
                        "torch.compile of a part",
                        key -> key.replace("encoder.", "encoder._orig_mod."),
                        "torch.compile"),
                spelling("Fabric", key -> "_forward_module." + key, "Fabric"),
                spelling("FSDP of layers", key -> key.replaceAll("(layer\\.\\d+)", "$1._fsdp_wrapped_module"), "FSDP"),
                spelling(
                        "all at once, in the middle of keys",
                        key -> "_forward_module.model._fsdp_wrapped_module."
                                + key.replaceAll("(layer\\.\\d+)", "$1._fsdp_wrapped_module._checkpoint_wrapped_module")
                                        .replace("embeddings.", "embeddings._orig_mod.module."),
                        "FSDP"),
                spelling(
                        "module in the middle",
                        key -> key.replace("bert_model.", "bert_model.module."),
                        "DataParallel"),
                spelling("module at the end", key -> key.replace(".weight", ".module.weight"), "DataParallel"),
                spelling("Opacus", key -> "_module." + key, "Opacus"),
                spelling("nested wrappers", key -> "model.module." + key, "DataParallel"),
                spelling("bert", key -> key.replace("bert_model.", "bert."), "call bert"),
                spelling("bert in a wrapper", key -> "module." + key.replace("bert_model.", "bert."), "DataParallel"),
                spelling("gamma", key -> key.replace("LayerNorm.weight", "LayerNorm.gamma"), "gamma for weight"),
                spelling("beta", key -> key.replace("LayerNorm.bias", "LayerNorm.beta"), "beta for bias"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void renamesKeysAndServesTheSameWeights(UnaryOperator<String> spelling, String reason) throws Exception {
        // Given
        CheckpointAudit usual = audit(model(), Policy.RECONCILE);
        TinyModel respelled = respelled(spelling);

        // When
        CheckpointAudit audit = audit(respelled, Policy.RECONCILE);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REPAIRED);
        assertThat(audit.getReconciledSha256()).isNotNull().isEqualTo(usual.getReconciledSha256());
        assertThat(audit.getKeys().getMatched()).isEqualTo(audit.getKeys().getExpected());
        assertThat(audit.getFindings())
                .filteredOn(finding -> finding.getKind() == FindingKind.RENAMED)
                .hasSize(audit.getKeys().getRenamed())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.getDetail()).contains(reason));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void refusesOtherSpellingsWhenStrict(UnaryOperator<String> spelling, String reason) throws Exception {
        // When
        CheckpointAudit audit = audit(respelled(spelling), Policy.STRICT);

        // Then
        assertThat(audit.getOutcome()).as(reason).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getPytorchMessage()).contains("Missing key(s)", "Unexpected key(s)");
    }

    @ParameterizedTest
    @EnumSource(value = Policy.class, names = "STRICT", mode = EnumSource.Mode.EXCLUDE)
    void refusesTwoSpellingsOfOneTensor(Policy policy) throws Exception {
        // Given
        TinyModel model = model();
        model.tensors.put("module." + BIAS, TestTensor.counting("twice", 9, 3));

        // When
        CheckpointAudit audit = audit(model, policy);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getFindings())
                .filteredOn(finding -> finding.getKind() == FindingKind.UNEXPECTED)
                .hasSize(2)
                .allSatisfy(finding ->
                        assertThat(finding.getDetail()).contains(BIAS + " and module." + BIAS, "mean the same tensor"));
    }

    @ParameterizedTest
    @CsvSource({
        "n_averaged, AveragedModel averaged",
        "bert_model.embeddings.token_type_ids, a buffer of zeros",
        "cls.predictions.bias, pre-trained with",
        "module.cls.seq_relationship.weight, pre-trained with",
        "bert_model.pooler.dense.weight, does not use the pooled sentence"
    })
    void ignoresWhatPredictionsDoNotDependOn(String key, String reason) throws Exception {
        // Given
        TinyModel model = model();
        model.tensors.put(key, TestTensor.counting("unused", 0, 4, 4));

        // When
        CheckpointAudit audit = audit(model, Policy.RECONCILE);

        // Then
        assertThat(audit.getOutcome()).isIn(Outcome.CLEAN, Outcome.REPAIRED);
        assertThat(audit.getFindings())
                .filteredOn(finding -> finding.getKind() == FindingKind.IGNORED)
                .anySatisfy(finding -> assertThat(finding.getDetail()).contains(reason));
    }

    @Test
    void acceptsAndReportsAVocabularyPaddedToAMultipleOf8() throws Exception {
        // Given: 8 rows, and vocab.txt has 6 lines
        TinyModel model = model().reshaped(WORDS, 8, 4);
        model.edited("bert_config.json", "\"vocab_size\": 6", "\"vocab_size\": 8");

        // When
        CheckpointAudit audit = audit(model, Policy.RECONCILE);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.CLEAN);
        assertThat(audit.getFindings())
                .filteredOn(finding -> finding.getKey().equals(WORDS))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.getAction()).isEqualTo("noted");
                    assertThat(finding.getDetail()).contains("6 lines", "8 rows", "never used");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "6, 8, true",
        "30522, 30528, true",
        "30522, 30592, true",
        "30522, 30536, false",
        "8, 8, false",
        "9, 8, false"
    })
    void tellsPaddingFromAnotherVocabulary(long lines, long rows, boolean padding) {
        assertThat(VocabularyPadding.explains(lines, rows)).isEqualTo(padding);
    }

    @Test
    void notesWhatIsUnusualAboutTheConfiguration() throws Exception {
        // When
        CheckpointAudit audit = audit(model(), Policy.RECONCILE);

        // Then
        assertThat(audit.getFindings())
                .filteredOn(finding -> finding.getAction().equals("noted"))
                .extracting(finding -> finding.getKey())
                .containsExactly("max_position_embeddings", "num_attention_heads");
    }

    @Test
    void makesUpLostWeightsWhenLenientOnlyAndSaysSo() throws Exception {
        // Given
        TinyModel model = model();
        model.tensors.remove(POSITIONS);

        // When
        CheckpointAudit lenient = audit(model, Policy.LENIENT);
        CheckpointAudit again = audit(model, Policy.LENIENT);

        // Then
        assertThat(audit(model, Policy.RECONCILE).getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(lenient.getOutcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(lenient.getSummary()).startsWith("Learned weights are lost: " + POSITIONS + " was missing");
        assertThat(lenient.getReconciledSha256()).isNotNull().isEqualTo(again.getReconciledSha256());
        assertThat(lenient.getFindings())
                .filteredOn(finding -> finding.getKind() == FindingKind.REINITIALISED)
                .singleElement()
                .satisfies(finding -> assertThat(finding.getDetail()).contains("N(0, 0.02) with a fixed seed"));
    }

    @Test
    void drawsLostMatricesFromTheDistributionOfUntrainedOnes() throws Exception {
        // Given
        var layout = new SrlBertLayout(new BertConfig(1, 64, 1, 8, 9, 512, 2, 1e-12), 3);
        ExpectedTensor positions = layout.learned().get(1);
        List<Float> values = new ArrayList<>();

        // When
        new FreshTensor(positions.key(), positions.type()).readFloat32(elements -> {
            while (elements.hasRemaining()) {
                values.add(elements.getFloat());
            }
        });

        // Then
        double mean = values.stream().mapToDouble(Float::doubleValue).average().orElseThrow();
        double square =
                values.stream().mapToDouble(value -> value * value).average().orElseThrow();
        assertThat(values).hasSize(512 * 64);
        assertThat(mean).isBetween(-0.0005, 0.0005);
        assertThat(Math.sqrt(square)).isBetween(0.0197, 0.0203);
    }

    @Test
    void makesUpNoMoreThanAnyModelHas() throws Exception {
        // Given
        TinyModel model = model().edited("bert_config.json", "\"vocab_size\": 6", "\"vocab_size\": 16777216")
                .edited("bert_config.json", "\"hidden_size\": 4", "\"hidden_size\": 16777216");
        model.tensors.remove(WORDS);

        // When
        CheckpointAudit audit = audit(model, Policy.LENIENT);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
        assertThat(audit.getFindings()).anySatisfy(finding -> assertThat(finding.getKey() + " " + finding.getKind())
                .isEqualTo(WORDS + " " + FindingKind.MISSING));
    }

    @Test
    void leavesUnknownKeysOutOneByOneWhenLenient() throws Exception {
        // Given
        TinyModel model = model();
        model.tensors.put("x.y", TestTensor.counting("extra", 0, 2));

        // When
        CheckpointAudit audit = audit(model, Policy.LENIENT);

        // Then
        assertThat(audit.getOutcome()).isEqualTo(Outcome.CLEAN);
        assertThat(audit.getFindings())
                .anySatisfy(finding -> assertThat(finding.getDetail()).endsWith("Policy lenient leaves it out."));
        assertThat(audit(model, Policy.RECONCILE).getOutcome()).isEqualTo(Outcome.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, CLEAN, <All keys matched successfully>",
        "true, false, REJECTED, 'Unexpected key(s) in state_dict: \"bert_model.embeddings.position_ids\". '",
        "false, true, REJECTED, 'Missing key(s) in state_dict: \"bert_model.embeddings.position_ids\". '",
        "false, false, CLEAN, <All keys matched successfully>"
    })
    void isAsStrictAsPytorchUnderTheChosenTransformers(
            boolean inFile, boolean expected, Outcome outcome, String message) throws Exception {
        // Given
        TinyModel model = inFile ? model() : new TinyModel();

        // When
        CheckpointAudit audit = audit(model, new Terms(Policy.STRICT, expected));

        // Then
        assertThat(audit.getOutcome()).isEqualTo(outcome);
        assertThat(audit.getPytorchMessage()).endsWith(message);
    }

    private static Arguments spelling(String name, UnaryOperator<String> spelling, String reason) {
        return argumentSet(name, spelling, reason);
    }

    private static TinyModel model() {
        return new TinyModel().withPositionIds(0, 1, 2, 3, 4);
    }

    private static TinyModel respelled(UnaryOperator<String> spelling) {
        TinyModel model = model();
        Map<String, TestTensor> usual = new LinkedHashMap<>(model.tensors);
        model.tensors.clear();
        usual.forEach((key, tensor) -> model.tensors.put(spelling.apply(key), tensor));
        return model;
    }

    private CheckpointAudit audit(TinyModel model, Policy policy) throws Exception {
        return audit(model, Terms.of(policy));
    }

    private CheckpointAudit audit(TinyModel model, Terms terms) throws Exception {
        Path written = model.write(Files.createTempDirectory(directory, "audit"));
        try (JudgedCheckpoint judged = JudgedCheckpoint.open(CheckpointPaths.of(written), terms, directory)) {
            return judged.audit();
        }
    }
}
