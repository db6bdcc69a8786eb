package dev.srlstream.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.checkpoint.ArchiveWriter;
import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.checkpoint.TinyModel;
import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.compare.TensorComparison.InAgainstOnly;
import dev.srlstream.compare.TensorComparison.Reshaped;
import dev.srlstream.compare.Verdict.AnotherModel;
import dev.srlstream.compare.Verdict.CannotChange;
import dev.srlstream.compare.Verdict.CouldChange;
import dev.srlstream.compare.Verdict.SameButForRounding;
import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.refusal.UnservableCheckpointException;
import dev.srlstream.statedict.DType;
import dev.srlstream.weights.TestTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ComparisonTest {
    private static final Path GOLDENS = Path.of("..", "goldens");
    private static final String BIAS = "tag_projection_layer.bias";
    private static final String WORDS = "bert_model.embeddings.word_embeddings.weight";

    private final Path directory;

    ComparisonTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @ParameterizedTest
    @CsvSource({
        "with-position-ids, without-position-ids, position_ids",
        "without-position-ids, with-position-ids, position_ids",
        "with-position-ids, legacy-container, container"
    })
    void theFixturesOfTheReferenceServeTheSameInThreeForms(String model, String against, String difference)
            throws Exception {
        // When
        Comparison comparison = compare(golden(model), golden(against));

        // Then
        assertThat(comparison.verdict()).isInstanceOf(CannotChange.class);
        assertThat(comparison.tensors()).hasSize(39).allMatch(Identical.class::isInstance);
        assertThat(comparison.decisive()).isEmpty();
        assertThat(comparison.immaterial()).extracting(Aspect::what).containsExactly(difference);
        assertThat(comparison.model().getReconciledSha256())
                .isNotNull()
                .isEqualTo(comparison.against().getReconciledSha256());
    }

    @Test
    void untrainedWeightsOfTheSameShapesCouldChangeTags() throws Exception {
        // When
        Comparison comparison = compare(golden("with-position-ids"), golden("flat"));

        // Then
        assertThat(comparison.verdict()).isInstanceOf(CouldChange.class);
        assertThat(comparison.tensors())
                .filteredOn(Different.class::isInstance)
                .allMatch(tensor -> ((Different) tensor).nature() == Nature.LEARNED)
                .hasSizeGreaterThan(20);
    }

    static Stream<Arguments> stored() {
        return Stream.of(
                stored("another spelling", "spelling of keys", model -> {
                    Map<String, TestTensor> tensors = new LinkedHashMap<>(model.tensors);
                    model.tensors.clear();
                    tensors.forEach((key, tensor) -> model.tensors.put("module." + key, tensor));
                }),
                stored("no pooler", "unused tensors", model -> model.tensors
                        .keySet()
                        .removeIf(key -> key.contains("pooler"))),
                stored("wrong position_ids", "position_ids", model -> model.withPositionIds(4, 3, 2, 1, 0)),
                stored("float64", "element types", model -> model.tensors.replace(BIAS, float64(22.0, 22.125, 22.25))));
    }

    @ParameterizedTest
    @MethodSource("stored")
    void howItIsStoredReachesNoTag(String what, Consumer<TinyModel> change) throws Exception {
        // Given
        TinyModel model = new TinyModel();
        model.tensors.replace(BIAS, TestTensor.counting("bias", 22, 3));
        TinyModel against = new TinyModel();
        against.tensors.replace(BIAS, TestTensor.counting("bias", 22, 3));
        change.accept(against);

        // When
        Comparison comparison = compare(model, against);

        // Then
        assertThat(comparison.verdict()).isInstanceOf(CannotChange.class);
        assertThat(comparison.immaterial()).extracting(Aspect::what).containsExactly(what);
    }

    static Stream<Arguments> read() {
        return Stream.of(
                edited("another vocabulary", "wordpieces", "vocab.txt", "##b", "##c"),
                edited("cased", "lower-casing", "config.json", "tiny-uncased", "tiny"),
                edited(
                        "epsilon",
                        "epsilon of layer norms",
                        "bert_config.json",
                        "\"vocab_size\"",
                        "\"layer_norm_eps\": 1e-6, \"vocab_size\""));
    }

    @ParameterizedTest
    @MethodSource("read")
    void theSameWeightsReadOtherwiseCouldChangeTags(String what, Consumer<TinyModel> change) throws Exception {
        // Given
        TinyModel against = new TinyModel();
        change.accept(against);

        // When
        Comparison comparison = compare(new TinyModel(), against);

        // Then
        assertThat(comparison.verdict()).isInstanceOf(CouldChange.class);
        assertThat(comparison.verdict().sentence()).contains(what).contains("the same bit for bit");
        assertThat(comparison.decisive()).extracting(Aspect::what).containsExactly(what);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                edited("order of labels", "order of labels", "vocabulary/labels.txt", "B-V\nI-V", "I-V\nB-V"),
                edited("labels", "labels", "vocabulary/labels.txt", "B-V", "B-ARG0"),
                edited(
                        "heads",
                        "heads",
                        "bert_config.json",
                        "\"num_attention_heads\": 2",
                        "\"num_attention_heads\": 4"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void theSameWeightsUnderOtherLabelsOrHeadsAreAnotherModel(String what, Consumer<TinyModel> change)
            throws Exception {
        // Given
        TinyModel against = new TinyModel();
        change.accept(against);

        // When
        Comparison comparison = compare(new TinyModel(), against);

        // Then
        assertThat(comparison.verdict().sentence()).contains(what);
        assertThat(comparison.verdict()).isInstanceOf(AnotherModel.class);
        assertThat(comparison.tensors()).allMatch(Identical.class::isInstance);
    }

    @Test
    void namesTheElementThatDiffers() throws Exception {
        // Given
        TinyModel against = new TinyModel();
        against.tensors.replace(BIAS, TestTensor.floats("bias", new float[] {22, 22.125f, 23}, 3));
        TinyModel model = new TinyModel();
        model.tensors.replace(BIAS, TestTensor.counting("bias", 22, 3));

        // When
        Comparison comparison = compare(model, against);

        // Then
        assertThat(comparison.verdict().sentence()).isEqualTo("1 of 23 learned tensors differs, by up to 0.75.");
        assertThat(comparison.tensors())
                .filteredOn(Different.class::isInstance)
                .singleElement()
                .satisfies(tensor -> {
                    var different = (Different) tensor;
                    assertThat(different.key()).isEqualTo(BIAS);
                    assertThat(different.first()).isEqualTo(2);
                    assertThat(different.differing()).isEqualTo(1);
                    assertThat(different.relative().orElseThrow())
                            .isCloseTo(0.75 / Math.sqrt(22 * 22 + 22.125 * 22.125 + 22.25 * 22.25), within(1e-9));
                });
    }

    @Test
    void saysThatWeightsWereOnlyRounded() throws Exception {
        // Given: 22.1 is 22.09375 in float16, whose bits are 0x4d86
        TinyModel model = new TinyModel();
        model.tensors.replace(BIAS, TestTensor.floats("bias", new float[] {22.1f, 1, 1}, 3));
        TinyModel against = new TinyModel();
        byte[] half = {(byte) 0x86, 0x4d, 0, 0x3c, 0, 0x3c};
        against.tensors.replace(BIAS, TestTensor.of(DType.FLOAT16, "bias", half, 3));

        // When
        Comparison comparison = compare(model, against);

        // Then
        assertThat(comparison.verdict()).isInstanceOf(SameButForRounding.class);
        assertThat(comparison.verdict().sentence()).contains("against is model rounded to float16", "by up to 0.0063");
    }

    @Test
    void listsShapesAndTensorsOfAnotherModel() throws Exception {
        // Given: a layer and two wordpieces more
        TinyModel against = new TinyModel()
                .reshaped(WORDS, 8, 4)
                .edited("bert_config.json", "\"vocab_size\": 6", "\"vocab_size\": 8")
                .edited("bert_config.json", "\"num_hidden_layers\": 1", "\"num_hidden_layers\": 2")
                .edited("vocab.txt", "##b\n", "##b\nc\nd\n");
        new TinyModel().tensors.forEach((key, tensor) -> {
            if (key.contains("layer.0")) {
                against.tensors.put(key.replace("layer.0", "layer.1"), tensor);
            }
        });

        // When
        Comparison comparison = compare(new TinyModel(), against);

        // Then
        assertThat(comparison.verdict()).isEqualTo(new AnotherModel(List.of("layers", "rows of word embeddings")));
        assertThat(comparison.tensors())
                .contains(new Reshaped(WORDS, List.of(6L, 4L), List.of(8L, 4L)))
                .filteredOn(InAgainstOnly.class::isInstance)
                .hasSize(16);
    }

    @Test
    void doesNotCompareWhatIsRejected() throws Exception {
        // Given
        TinyModel broken = new TinyModel();
        broken.tensors.remove(BIAS);
        Path written = broken.write(Files.createTempDirectory(directory, "broken"));

        // When
        try (JudgedCheckpoint model = open(written);
                JudgedCheckpoint against = open(written)) {
            // Then
            assertThat(model.isRejected()).isTrue();
            assertThatThrownBy(() -> Comparison.of(model, against)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void takesTheModelsFileForOneThatTheOtherLacksAndSaysSo() throws Exception {
        // Given
        Path model = new TinyModel().write(Files.createTempDirectory(directory, "model"));
        TinyModel lacking = new TinyModel();
        lacking.files.remove("vocab.txt");
        Path against = lacking.write(Files.createTempDirectory(directory, "lacking"));
        var lender = new CheckpointPaths(model, model.resolve("vocab.txt"), model.resolve("bert_config.json"), null);

        // When
        try (JudgedCheckpoint opened = borrowing(against, lender)) {
            // Then: its own bert_config.json stays
            assertThat(opened.checkpoint().borrowed()).containsExactly("vocab.txt");
        }
        assertThatThrownBy(() -> borrowing(against, CheckpointPaths.of(model)))
                .isInstanceOf(UnservableCheckpointException.class)
                .hasMessageContaining("vocab.txt");
    }

    @Test
    void comparesWithTheOtherArchivesOwnLabelsAlthoughItLacksTheVocabulary() throws Exception {
        // Given
        Path named = new TinyModel()
                .edited("bert_config.json", "{", "{\"do_lower_case\": true, ")
                .write(Files.createTempDirectory(directory, "named"));
        Path bare = Files.move(named.resolve("weights.th"), directory.resolve("bare.th"));
        var paths = new CheckpointPaths(
                bare,
                named.resolve("vocab.txt"),
                named.resolve("bert_config.json"),
                named.resolve("vocabulary/labels.txt"));
        TinyModel other = new TinyModel().edited("vocabulary/labels.txt", "B-V\nI-V", "I-V\nB-V");
        other.files.remove("vocab.txt");
        Path archive = Files.write(
                Files.createTempDirectory(directory, "other").resolve("other.tar.gz"),
                ArchiveWriter.of("", other.contents()).gzip());

        // When
        try (JudgedCheckpoint model = JudgedCheckpoint.open(paths, Terms.of(Policy.RECONCILE), directory);
                JudgedCheckpoint against = borrowing(archive, paths)) {
            // Then
            assertThat(against.checkpoint().borrowed()).containsExactly("vocab.txt");
            assertThat(Comparison.of(model, against).verdict()).isEqualTo(new AnotherModel(List.of("order of labels")));
        }
    }

    private static Arguments stored(String name, String what, Consumer<TinyModel> change) {
        return argumentSet(name, what, change);
    }

    private static Arguments edited(String name, String what, String file, String text, String replacement) {
        Consumer<TinyModel> change = model -> model.edited(file, text, replacement);
        return argumentSet(name, what, change);
    }

    private static TestTensor float64(double... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            bytes.putDouble(value);
        }
        return TestTensor.of(DType.FLOAT64, "bias", bytes.array(), values.length);
    }

    private static Path golden(String name) {
        return GOLDENS.resolve(name + ".tar.gz");
    }

    private Comparison compare(TinyModel model, TinyModel against) throws Exception {
        return compare(
                model.write(Files.createTempDirectory(directory, "model")),
                against.write(Files.createTempDirectory(directory, "against")));
    }

    private Comparison compare(Path model, Path against) throws Exception {
        try (JudgedCheckpoint first = open(model);
                JudgedCheckpoint second = open(against)) {
            return Comparison.of(first, second);
        }
    }

    private JudgedCheckpoint borrowing(Path against, CheckpointPaths lender) throws Exception {
        return JudgedCheckpoint.open(CheckpointPaths.of(against), lender, Terms.of(Policy.RECONCILE), directory);
    }

    private JudgedCheckpoint open(Path model) throws Exception {
        return JudgedCheckpoint.open(CheckpointPaths.of(model), Terms.of(Policy.RECONCILE), directory);
    }
}
