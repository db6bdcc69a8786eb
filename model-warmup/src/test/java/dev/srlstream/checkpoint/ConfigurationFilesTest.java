package dev.srlstream.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.configuration.BertConfiguration;
import dev.srlstream.configuration.Json;
import dev.srlstream.configuration.SpecialTokens;
import dev.srlstream.refusal.CheckpointException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationFilesTest {
    private static final byte[] NON_PADDED = utf8("*tags\n*labels\n");

    @Test
    void endsWordpiecesAtEveryNewlineThatPythonKnowsAndKeepsBlanks() throws CheckpointException {
        // Given
        byte[] content = utf8("[UNK]\r\n[CLS]\r[SEP]\n a \n\n\u2028x\u0085\nlast");

        // When
        List<String> wordpieces = VocabularyFile.parse(content, "vocab.txt").wordpieces();

        // Then
        assertThat(wordpieces).containsExactly("[UNK]", "[CLS]", "[SEP]", " a ", "", "\u2028x\u0085", "last");
    }

    @ParameterizedTest
    @CsvSource({"[CLS]", "[SEP]", "[UNK]"})
    void refusesAVocabularyWithoutTheSpecialWordpieces(String missing) {
        // Given
        byte[] content = utf8("[PAD]\n[UNK]\n[CLS]\n[SEP]\n".replace(missing, "x"));

        // When
        var refused = assertThatThrownBy(() -> VocabularyFile.parse(content, "vocab.txt"));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("has no line " + missing);
    }

    @Test
    void refusesAVocabularyThatIsNotUtf8() {
        // Given
        byte[] content = {'a', 'b', 'c', '\n', (byte) 0xe9, '\n'};

        // When
        var refused = assertThatThrownBy(() -> VocabularyFile.parse(content, "vocab.txt"));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessage("vocab.txt is not text in UTF-8: byte 5, in line 2, belongs to no character of it; save the"
                        + " file in UTF-8.");
    }

    @ParameterizedTest
    @CsvSource({"'O\nB-V\n'", "'O\nB-V'", "'O\r\nB-V\r\n'"})
    void numbersLabelsByLine(String content) throws CheckpointException {
        // Given
        byte[] bytes = utf8(content);

        // When
        List<String> labels = LabelFile.parse(bytes, NON_PADDED, SpecialTokens.DEFAULT, "labels.txt")
                .labels();

        // Then
        assertThat(labels).containsExactly("O", "B-V");
    }

    @Test
    void leavesRoomForPaddingWhereTheNamespaceIsPadded() throws CheckpointException {
        // Given
        byte[] content = utf8("@@UNKNOWN@@\nB-V\n");

        // When
        List<String> labels = LabelFile.parse(content, utf8("*tags\n"), SpecialTokens.DEFAULT, "labels.txt")
                .labels();

        // Then
        assertThat(labels).containsExactly("@@PADDING@@", "@@UNKNOWN@@", "B-V");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                            | does not say num_attention_heads",
                "{\"num_attention_heads\": 5}                                  | not a multiple of num_attention_heads 5",
                "{\"num_attention_heads\": 0}                                  | should be a whole number",
                "{\"num_attention_heads\": 2.5}                                | should be a whole number",
                "{\"num_attention_heads\": 12, \"vocab_size\": 1e10}           | vocab_size is",
                "{\"num_attention_heads\": 12, \"num_hidden_layers\": 16777216} | a whole number from 1 to 256",
                "{\"num_attention_heads\": 12, \"type_vocab_size\": 1}         | a whole number from 2 to",
                "{\"num_attention_heads\": 12, \"hidden_act\": \"gelu_new\"}   | hidden_act is \"gelu_new\"",
                "{\"num_attention_heads\": 12, \"model_type\": \"roberta\"}    | model_type is \"roberta\"",
                "{\"num_attention_heads\": 12, \"is_decoder\": true}           | is_decoder",
                "{\"num_attention_heads\": 12, \"position_embedding_type\": \"relative_key\"} | should be absolute",
                "{\"num_attention_heads\": 12, \"layer_norm_eps\": NaN}        | layer_norm_eps",
                "{\"num_attention_heads\": 12, \"do_lower_case\": \"yes\"}     | should be true or false",
                "[1]                                                           | is not a JSON object",
                "{                                                             | is not JSON: it ends before it is complete, in line 1",
                "``                                                            | is empty"
            })
    void refusesBertConfigurationsThatCannotBeServed(String content, String reason) {
        // Given
        String origin = "bert_config.json";

        // When
        var refused =
                assertThatThrownBy(() -> BertConfiguration.parse(Json.parseObject(utf8(content), origin), origin));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(origin)
                .hasMessageContaining(reason);
    }

    @Test
    void prefersTheValidationReaderAsAllenNlpDoes() throws CheckpointException {
        // Given
        byte[] content = utf8("""
                {"model": {"type": "srl_bert", "bert_model": "b"}, "dataset_reader": {"bert_model_name": "train"},
                 "validation_dataset_reader": {"bert_model_name": "validate"}, "trainer": {"lr": NaN}}""");

        // When
        ModelConfiguration configuration = ModelConfiguration.parse(content, "config.json");

        // Then
        assertThat(configuration.readerBertName()).isEqualTo("validate");
        assertThat(configuration.bertName()).isEqualTo("b");
    }

    @Test
    void refusesAConfigurationWithoutAModelType() {
        // Given
        byte[] content = utf8("{\"model\": 3}");

        // When
        var refused = assertThatThrownBy(() -> ModelConfiguration.parse(content, "config.json"));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining("model.type is missing");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
