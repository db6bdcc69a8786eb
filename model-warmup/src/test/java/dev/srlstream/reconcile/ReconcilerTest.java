package dev.srlstream.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.event.FindingKind;
import dev.srlstream.reconcile.Reconciliation.Clean;
import dev.srlstream.reconcile.Reconciliation.Rejected;
import dev.srlstream.reconcile.Reconciliation.Repaired;
import dev.srlstream.statedict.DType;
import dev.srlstream.weights.TestTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReconcilerTest {
    private static final String QUERY = "bert_model.encoder.layer.0.attention.self.query.weight";
    private static final String WORDS = "bert_model.embeddings.word_embeddings.weight";
    private static final String BIAS = "tag_projection_layer.bias";

    private final TinyModel model = new TinyModel();
    private final Path directory;

    ReconcilerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void regeneratesMissingPositionIds() throws Exception {
        // Given: a model without them

        // When
        Reconciliation reconciliation = reconcile(model, Policy.RECONCILE);

        // Then
        assertThat(reconciliation).isInstanceOf(Repaired.class);
        assertThat(only(reconciliation, FindingKind.REGENERATED)).satisfies(finding -> {
            assertThat(finding.key()).isEqualTo(TinyModel.POSITION_IDS);
            assertThat(finding.found()).isNull();
            assertThat(finding.detail()).contains("(0…4)", "3.1.0 to 4.30.2", "no learned weight");
        });
        assertThat(((Repaired) reconciliation).weights().tensors().keySet())
                .containsExactlyElementsOf(model.tensors.keySet().stream()
                        .filter(key -> !key.contains("pooler"))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void verifiesAndDropsPositionIdsThatAreRight(Policy policy) throws Exception {
        // Given
        model.withPositionIds(0, 1, 2, 3, 4);

        // When
        Reconciliation reconciliation = reconcile(model, policy);

        // Then
        assertThat(reconciliation).isInstanceOf(Clean.class);
        assertThat(only(reconciliation, FindingKind.DROPPED).detail()).startsWith("Verified equal to 0…4");
        assertThat(((Clean) reconciliation).weights().tensors()).doesNotContainKey(TinyModel.POSITION_IDS);
    }

    static Stream<Arguments> wrongPositionIds() {
        return Stream.of(
                argumentSet("values", new long[] {0, 1, 2, 7, 4}, "element 3 was 7", FindingKind.UNEXPECTED),
                argumentSet(
                        "length",
                        new long[] {0, 1, 2, 3, 4, 5},
                        "torch.int64 [1, 6] instead of torch.int64 [1, 5]",
                        FindingKind.SHAPE_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("wrongPositionIds")
    void regeneratesWrongPositionIdsUnlessStrict(long[] values, String difference, FindingKind strictKind)
            throws Exception {
        // Given
        model.withPositionIds(values);

        // When
        Reconciliation reconciliation = reconcile(model, Policy.RECONCILE);

        // Then
        assertThat(reconciliation).isInstanceOf(Repaired.class);
        assertThat(only(reconciliation, FindingKind.REGENERATED).detail()).contains(difference);
        assertThat(only(reconcile(model, Policy.STRICT), strictKind).isRefused())
                .isTrue();
    }

    @Test
    void regeneratesPositionIdsOfTheWrongType() throws Exception {
        // Given
        model.tensors.put(TinyModel.POSITION_IDS, TestTensor.floats("ids", new float[] {0, 1, 2, 3, 4}, 1, 5));

        // When
        Reconciliation reconciliation = reconcile(model, Policy.RECONCILE);

        // Then
        assertThat(reconciliation).isInstanceOf(Repaired.class);
        assertThat(only(reconciliation, FindingKind.REGENERATED).detail()).contains("it was torch.float32 [1, 5]");
    }

    @Test
    void ignoresThePoolerAndDoesWithoutIt() throws Exception {
        // Given
        Reconciliation with = reconcile(model, Policy.RECONCILE);
        model.tensors.keySet().removeIf(key -> key.contains("pooler"));

        // When
        Reconciliation without = reconcile(model, Policy.RECONCILE);

        // Then
        assertThat(with.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.IGNORED)
                .extracting(Finding::key)
                .containsExactly("bert_model.pooler.dense.weight", "bert_model.pooler.dense.bias");
        assertThat(without.findings())
                .extracting(Finding::kind)
                .filteredOn(kind -> kind != FindingKind.OTHER)
                .containsExactly(FindingKind.REGENERATED);
    }

    static Stream<Arguments> defects() {
        return Stream.of(
                defect("a missing bias", m -> without(m, BIAS), BIAS, FindingKind.MISSING, "nothing can stand in"),
                defect("an extra key", m -> with(m, "x.y", 2), "x.y", FindingKind.UNEXPECTED, "no such tensor"),
                defect(
                        "a layer more",
                        m -> with(m, QUERY.replace("layer.0", "layer.1"), 4, 4),
                        QUERY.replace("layer.0", "layer.1"),
                        FindingKind.UNEXPECTED,
                        "num_hidden_layers is 1 in the BERT configuration, but the file has 2 layers"),
                defect(
                        "a layer less",
                        m -> m.edited("bert_config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2"),
                        QUERY.replace("layer.0", "layer.1"),
                        FindingKind.MISSING,
                        "the file has 1 layers: the BERT configuration is likely another model's"),
                defect(
                        "one wide tensor",
                        m -> m.reshaped(QUERY, 4, 5),
                        QUERY,
                        FindingKind.SHAPE_MISMATCH,
                        "the other tensors have 4, so this one is likely another model's"),
                defect(
                        "a transposed tensor",
                        m -> m.reshaped("bert_model.encoder.layer.0.output.dense.weight", 8, 4),
                        "bert_model.encoder.layer.0.output.dense.weight",
                        FindingKind.SHAPE_MISMATCH,
                        "hidden_size is 4 in the BERT configuration, but 8 in"),
                defect(
                        "a dimension more",
                        m -> m.reshaped(BIAS, 3, 1),
                        BIAS,
                        FindingKind.SHAPE_MISMATCH,
                        "has 2 dimensions where the model has 1"),
                defect(
                        "a narrow configuration",
                        m -> m.edited("bert_config.json", "\"hidden_size\": 4", "\"hidden_size\": 2"),
                        QUERY,
                        FindingKind.SHAPE_MISMATCH,
                        "hidden_size is 2 in the BERT configuration, but 4 in " + QUERY
                                + ": the BERT configuration is likely another model's"),
                defect(
                        "another intermediate size",
                        m -> m.edited("bert_config.json", "\"intermediate_size\": 8", "\"intermediate_size\": 16"),
                        "bert_model.encoder.layer.0.intermediate.dense.bias",
                        FindingKind.SHAPE_MISMATCH,
                        "intermediate_size is 16"),
                defect(
                        "more positions",
                        m -> m.edited("bert_config.json", "embeddings\": 5", "embeddings\": 512"),
                        "bert_model.embeddings.position_embeddings.weight",
                        FindingKind.SHAPE_MISMATCH,
                        "max_position_embeddings is 512 in the BERT configuration, but 5"),
                defect(
                        "labels of another model",
                        m -> m.edited("vocabulary/labels.txt", "I-V\n", "I-V\nB-ARG0\n"),
                        BIAS,
                        FindingKind.SHAPE_MISMATCH,
                        "is 4 in vocabulary/labels.txt, but 3 in " + BIAS + ": vocabulary/labels.txt is likely"),
                defect(
                        "a longer vocabulary",
                        m -> m.edited("vocab.txt", "a\n", "a\nb\n"),
                        WORDS,
                        FindingKind.SHAPE_MISMATCH,
                        "vocab.txt has 7 lines, but the weights and the BERT configuration have 6"),
                defect(
                        "another vocab_size",
                        m -> m.edited("bert_config.json", "\"vocab_size\": 6", "\"vocab_size\": 9"),
                        WORDS,
                        FindingKind.SHAPE_MISMATCH,
                        "the BERT configuration is likely another model's"),
                defect(
                        "fewer word embeddings",
                        m -> m.reshaped(WORDS, 5, 4),
                        WORDS,
                        FindingKind.SHAPE_MISMATCH,
                        "as vocab.txt has 6 lines, the weights are likely another model's"),
                defect(
                        "not a number",
                        m -> replaced(m, TestTensor.floats("nan", new float[] {1, Float.NaN, 2}, 3)),
                        BIAS,
                        FindingKind.NON_FINITE,
                        "1 of 3 elements are infinite or not a number as float32, the first at index 1"),
                defect(
                        "infinity",
                        m -> replaced(m, TestTensor.floats("inf", new float[] {1, 2, Float.NEGATIVE_INFINITY}, 3)),
                        BIAS,
                        FindingKind.NON_FINITE,
                        "the first at index 2"),
                defect(
                        "a double beyond float32",
                        m -> replaced(m, TestTensor.of(DType.FLOAT64, "wide", doubles(1e300, 0, 0), 3)),
                        BIAS,
                        FindingKind.NON_FINITE,
                        "the first at index 0"),
                defect(
                        "whole numbers",
                        m -> replaced(m, TestTensor.longs("int", new long[] {1, 2, 3}, 3)),
                        BIAS,
                        FindingKind.DTYPE_MISMATCH,
                        "Learned weights are floating-point numbers"));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void rejectsEveryOtherDefectAndSaysWhy(UnaryOperator<TinyModel> defect, String key, FindingKind kind, String reason)
            throws Exception {
        // Given
        TinyModel defective = defect.apply(model);

        // When
        Reconciliation reconciliation = reconcile(defective, Policy.RECONCILE);

        // Then
        assertThat(reconciliation).isInstanceOf(Rejected.class);
        assertThat(reconciliation.findings())
                .filteredOn(finding -> finding.isRefused() && finding.key().equals(key))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(kind);
                    assertThat(finding.detail()).contains(reason);
                });
    }

    static Stream<Arguments> otherFloats() {
        ByteBuffer halves = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        halves.putShort((short) 0x3c00).putShort((short) 0xc000).putShort((short) 0);
        ByteBuffer brains = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        brains.putShort((short) 0x3f80).putShort((short) 0xc000).putShort((short) 0);
        return Stream.of(
                argumentSet("half", DType.FLOAT16, halves.array(), "exactly"),
                argumentSet("bfloat16", DType.BFLOAT16, brains.array(), "exactly"),
                argumentSet("double", DType.FLOAT64, doubles(1, -2, 0), "Rounded"));
    }

    @ParameterizedTest
    @MethodSource("otherFloats")
    void convertsOtherFloatingPointTypesAndSaysSo(DType dtype, byte[] bytes, String how) throws Exception {
        // Given
        replaced(model.withPositionIds(0, 1, 2, 3, 4), TestTensor.of(dtype, "other", bytes, 3));
        List<Float> values = new ArrayList<>();

        // When
        try (var checkpoint = open(model)) {
            Reconciliation reconciliation = Reconciler.reconcile(checkpoint, Terms.of(Policy.RECONCILE));

            // Then
            assertThat(reconciliation).isInstanceOf(Clean.class);
            assertThat(only(reconciliation, FindingKind.DTYPE_MISMATCH)).satisfies(finding -> {
                assertThat(finding.action()).isEqualTo(Finding.Action.CONVERTED);
                assertThat(finding.detail()).contains(how);
            });
            ((Clean) reconciliation)
                    .weights().tensors().values().stream()
                            .reduce((before, last) -> last)
                            .orElseThrow()
                            .readFloat32(elements -> {
                                while (elements.hasRemaining()) {
                                    values.add(elements.getFloat());
                                }
                            });
        }
        assertThat(values).containsExactly(1f, -2f, 0f);
    }

    @Test
    void demandsPositionIdsAndPoolerWhenStrict() throws Exception {
        // Given
        model.tensors.remove("bert_model.pooler.dense.bias");

        // When
        Reconciliation reconciliation = reconcile(model, Policy.STRICT);

        // Then
        assertThat(reconciliation).isInstanceOf(Rejected.class);
        assertThat(reconciliation.findings())
                .filteredOn(finding -> finding.kind() == FindingKind.MISSING)
                .extracting(Finding::key)
                .containsExactly(TinyModel.POSITION_IDS, "bert_model.pooler.dense.bias");
    }

    private static Arguments defect(
            String name, UnaryOperator<TinyModel> defect, String key, FindingKind kind, String reason) {
        return argumentSet(name, defect, key, kind, reason);
    }

    private static TinyModel without(TinyModel model, String key) {
        model.tensors.remove(key);
        return model;
    }

    private static TinyModel with(TinyModel model, String key, long... shape) {
        model.tensors.put(key, TestTensor.counting("extra", 0, shape));
        return model;
    }

    private static TinyModel replaced(TinyModel model, TestTensor bias) {
        model.tensors.replace(BIAS, bias);
        return model;
    }

    private static byte[] doubles(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return bytes.array();
    }

    private static Finding only(Reconciliation reconciliation, FindingKind kind) {
        List<Finding> ofKind = reconciliation.findings().stream()
                .filter(finding -> finding.kind() == kind)
                .toList();
        assertThat(ofKind).hasSize(1);
        return ofKind.get(0);
    }

    private Reconciliation reconcile(TinyModel model, Policy policy) throws Exception {
        try (var checkpoint = open(model)) {
            return Reconciler.reconcile(checkpoint, Terms.of(policy));
        }
    }

    private Checkpoint open(TinyModel model) throws Exception {
        return Checkpoint.open(CheckpointPaths.of(model.write(directory)), directory);
    }
}
