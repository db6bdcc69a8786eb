package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.UnservableCheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemarksTest {
    private static final String PIECES = "[PAD]\n[UNK]\n[CLS]\n[SEP]\na\n##b\n";

    private final Path directory;
    private final TinyModel model = new TinyModel();

    RemarksTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static Stream<Arguments> accidents() {
        return Stream.of(
                accident(
                        "do_lower_case",
                        "says false, and that is done; AllenNLP, which goes by the reader's bert_model_name, tiny-uncased, would lower-case words.",
                        m -> m.edited("bert_config.json", "{", "{\"do_lower_case\": false, ")
                                .edited("vocab.txt", "a\n", "A\n")),
                accident("do_lower_case", "tiny-cased, would keep capitals.", m -> m.edited(
                                "bert_config.json", "{", "{\"do_lower_case\": true, ")
                        .edited("config.json", "tiny-uncased", "tiny-cased")),
                accident(
                        "dataset_reader.bert_model_name",
                        "The reader's BERT is tiny-uncased and the model's tiny-cased",
                        m -> m.edited(
                                "config.json", "\"bert_model\": \"tiny-uncased\"", "\"bert_model\": \"tiny-cased\"")),
                accident(
                        "vocab.txt",
                        "Wordpieces with capitals (2) are never found",
                        m -> m.edited("vocab.txt", "a\n##b", "A\n##\u00c9")),
                accident(
                        "vocab.txt",
                        "No wordpiece has a capital",
                        m -> m.edited("config.json", "tiny-uncased", "tiny-cased")),
                accident("vocab.txt", "Line 6 repeats the wordpiece a:", m -> m.edited("vocab.txt", "##b", "a")),
                accident("vocab.txt", "Line 5 begins or ends with a blank", m -> m.edited("vocab.txt", "a\n", "a \n")),
                accident("vocab.txt", "Line 5 is empty; it counts", m -> m.edited("vocab.txt", "a\n", "\n")),
                accident("vocab.txt", "that alone changes no id", m -> m.edited("vocab.txt", "\n", "\r\n")),
                accident(
                        "vocab.txt",
                        "A carriage return without a newline ends a line",
                        m -> m.edited("vocab.txt", "a\n", "a\r")),
                accident("vocab.txt", "byte order mark", m -> m.edited("vocab.txt", "[PAD]", "\ufeff[PAD]")),
                accident(
                        "vocabulary/tokens.txt",
                        "reach an F1 of 79 and tag many sentences O",
                        m -> m.files.put("vocabulary/tokens.txt", "@@UNKNOWN@@\n")),
                accident(
                        "vocabulary/tags.txt",
                        "a line for each of the model's 6 wordpieces: it is used as the vocabulary",
                        m -> m.files.put("vocabulary/tags.txt", m.files.remove("vocab.txt"))),
                accident(
                        "vocabulary/labels.txt",
                        "does not list *labels, so label 0 is @@PADDING@@ and the first line is label 1",
                        m -> m.edited("vocabulary/non_padded_namespaces.txt", "*labels\n", "")
                                .edited("vocabulary/labels.txt", "O\n", "@@UNKNOWN@@\nO\n")));
    }

    @ParameterizedTest
    @MethodSource("accidents")
    void remarksOnAnAccident(String about, String detail, Consumer<TinyModel> accident) throws Exception {
        // Given
        accident.accept(model);

        // When
        List<Remark> remarks = remarks();

        // Then
        assertThat(remarks).singleElement().satisfies(remark -> {
            assertThat(remark.about()).isEqualTo(about);
            assertThat(remark.detail()).contains(detail);
        });
    }

    static Stream<Arguments> harmless() {
        return Stream.of(
                change(m -> m.files.put("meta.json", "{\"version\": \"2.5.0\"}")),
                change(m -> m.files.put("vocabulary/.lock", "")),
                change(m -> m.files.put("fta/vocab.txt", "not this one")),
                change(m -> m.files.put("files_to_archive.json", "{}")),
                change(m -> m.files.put("vocabulary/tags.txt", "NN\nVB\n")),
                change(m -> m.files.put("vocabulary/tags.txt", "not\nas\nmany\nas\nsix\n")),
                change(m -> m.edited("vocabulary/non_padded_namespaces.txt", "*labels\n", " *labels \r\n")),
                change(m -> m.edited(
                        "config.json",
                        "{\"dataset",
                        "{\"iterator\": {\"type\": \"bucket\", \"batch_size\": 32}, \"trainer\": {\"grad\": NaN,"
                                + " \"patience\": -Infinity}, \"unheard_of\": [null], \"random_seed\": null,"
                                + " \"validation_dataset_reader\": null, \"vocabulary\": {\"type\": \"from_instances\"},"
                                + " \"dataset")),
                change(m -> m.edited(
                        "config.json",
                        "\"bert_model\": \"tiny-uncased\"",
                        "\"bert_model\": {\"num_attention_heads\": 2, \"hidden_size\": 4}, \"embedding_dropout\": 0.1,"
                                + " \"label_smoothing\": null, \"initializer\": [], \"ignore_span_metric\": true")));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void hasNothingToSayAboutWhatIsOrdinary(Consumer<TinyModel> change) throws Exception {
        // Given
        change.accept(model);

        // When
        List<Remark> remarks = remarks();

        // Then
        assertThat(remarks).isEmpty();
    }

    @Test
    void takesTheVocabularyThatIsThereBeforeADump() throws Exception {
        // Given
        model.files.put("vocabulary/tags.txt", PIECES.replace("a\n", "x\n"));

        // When
        try (var checkpoint = open()) {

            // Then
            assertThat(checkpoint.vocabulary()).contains("a").doesNotContain("x");
        }
    }

    @ParameterizedTest
    @CsvSource({"'[UNK]', x, comes without vocab.txt", "'##b\n', '', comes without vocab.txt"})
    void takesNoOtherTagsForADump(String text, String replacement, String reason) {
        // Given
        model.files.remove("vocab.txt");
        model.files.put("vocabulary/tags.txt", PIECES.replace(text, replacement));

        // When
        var refused = assertThatThrownBy(this::open);

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class).hasMessageContaining(reason);
    }

    @Test
    void takesTheSpecialTokensOfAPaddedNamespaceFromTheConfiguration() throws Exception {
        // Given
        model.edited(
                        "config.json",
                        "{\"dataset",
                        "{\"vocabulary\": {\"padding_token\": \"<p>\", \"oov_token\": \"<u>\"}, \"dataset")
                .edited("vocabulary/non_padded_namespaces.txt", "*labels\n", "")
                .edited("vocabulary/labels.txt", "O\n", "<u>\nO\n");

        // When
        try (var checkpoint = open()) {

            // Then
            assertThat(checkpoint.labels()).containsExactly("<p>", "<u>", "O", "B-V", "I-V");
        }
    }

    @Test
    void refusesAPaddedNamespaceWithoutTheUnknownTokenAsAllenNlpDoes() {
        // Given
        model.edited("vocabulary/non_padded_namespaces.txt", "*labels\n", "");

        // When
        var refused = assertThatThrownBy(this::open);

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessage(
                        "model: vocabulary/labels.txt has no line @@UNKNOWN@@, which it must have because"
                                + " vocabulary/non_padded_namespaces.txt does not list *labels: one of the two files is another model's.");
    }

    @Test
    void predictsWithTheValidationReader() throws Exception {
        // Given
        model.edited(
                "config.json",
                "\"model\":",
                "\"validation_dataset_reader\": {\"bert_model_name\": \"a-cased\"}, \"model\":");

        // When
        try (var checkpoint = open()) {

            // Then
            assertThat(checkpoint.lowercase()).isFalse();
            assertThat(checkpoint.remarks())
                    .extracting(Remark::about)
                    .containsExactly("dataset_reader.bert_model_name", "vocab.txt");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"from_archive\", \"archive_file\": \"old.tar.gz\" | was built from the archive old.tar.gz (model.type from_archive): put the model section",
                "\"from_archive\"             | was built from the archive of another model",
                "{\"type\": \"from_archive\"} | a model of no type (model.type is missing or no text)",
                "\"srl\"                      | a model of type srl; only srl_bert models can be served"
            })
    void refusesAModelOfAnotherOrAWrappedType(String type, String reason) {
        // Given
        model.edited("config.json", "\"type\": \"srl_bert\"", "\"type\": " + type);

        // When
        var refused = assertThatThrownBy(this::open);

        // Then
        refused.isInstanceOf(UnservableCheckpointException.class).hasMessageContaining(reason);
    }

    private static Arguments accident(String about, String detail, Consumer<TinyModel> accident) {
        return Arguments.argumentSet(detail, about, detail, accident);
    }

    private static Arguments change(Consumer<TinyModel> change) {
        return Arguments.arguments(change);
    }

    private List<Remark> remarks() throws CheckpointException, IOException {
        try (var checkpoint = open()) {
            return checkpoint.remarks();
        }
    }

    private Checkpoint open() throws CheckpointException, IOException {
        return Checkpoint.open(CheckpointPaths.of(model.write(directory)), directory);
    }
}
