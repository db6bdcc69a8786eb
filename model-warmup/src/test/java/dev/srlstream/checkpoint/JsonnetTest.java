package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.configuration.Json;
import dev.srlstream.configuration.UnicodeText;
import dev.srlstream.refusal.CheckpointException;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A {@code config.json} in AllenNLP's own dialect. */
class JsonnetTest {
    private static final String PLAIN = """
            {"dataset_reader": {"type": "srl", "bert_model_name": "b-uncased"},
             "model": {"type": "srl_bert", "bert_model": "b"}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// a comment\n{'dataset_reader': {'bert_model_name': 'b-uncased'}, 'model': {'type': 'srl_bert', 'bert_model': 'b'}}",
                "{dataset_reader: {bert_model_name: \"b-uncased\",}, # here\n model: {type: \"srl_bert\", /* and\nhere */ bert_model: 'b',},}\n\n",
                "\ufeff{\"dataset_reader\": {\"type\": \"sharded\", \"base_reader\": {\"type\": \"srl\", \"bert_model_name\": \"b-uncased\"}},"
                        + " \"model\": {\"type\": \"allennlp_models.structured_prediction.models.srl_bert.SrlBert\", \"bert_model\": \"b\"}}",
                "{\"validation_dataset_reader\": {\"type\": \"multiprocess\", \"base_reader\": {\"base_reader\":"
                        + " {\"type\": \"allennlp.data.dataset_readers.semantic_role_labeling.SrlReader\", \"bert_model_name\": \"b-uncased\"}}},"
                        + " \"dataset_reader\": {\"bert_model_name\": \"c\"},"
                        + " \"model\": {\"type\": \"allennlp.models.srl_bert.SrlBert\", \"bert_model\": \"b\"}, \"trainer\": {\"lr\": NaN}}",
            })
    void isReadAndWrittenAsAllenNlpOpensIt(String content) throws Exception {
        // When
        ModelConfiguration read = ModelConfiguration.parse(content.getBytes(UTF_8), "config.json");
        byte[] portable = ModelConfiguration.portable(content.getBytes(UTF_8), "config.json");

        // Then
        assertThat(read.readerBertName()).isEqualTo("b-uncased");
        assertThat(read.bertName()).isEqualTo("b");
        assertThat(ModelConfiguration.parse(portable, "config.json")).isEqualTo(read);
        assertThat(ModelConfiguration.portable(portable, "config.json")).isSameAs(portable);
        assertThat(new String(portable, UTF_8))
                .startsWith("{")
                .contains("\"srl_bert\"")
                .doesNotContain("SrlBert", "base_reader", "SrlReader", "NaN", "#", "//", "'");
    }

    @Test
    void copiesAPlainOneByteByByte() throws Exception {
        // Given
        byte[] content = PLAIN.getBytes(UTF_8);

        // When
        byte[] portable = ModelConfiguration.portable(content, "config.json");

        // Then
        assertThat(portable).isSameAs(content);
    }

    @Test
    void writesOneInUtf16InUtf8() throws Exception {
        // Given
        byte[] content = ("\ufeff" + PLAIN).getBytes(UTF_16LE);

        // When
        byte[] portable = ModelConfiguration.portable(content, "config.json");

        // Then
        assertThat(Json.parseObject(portable, "config.json"))
                .isEqualTo(Json.parseObject(PLAIN.getBytes(UTF_8), "config.json"));
        assertThat(UnicodeText.Encoding.of(portable)).isEqualTo(UnicodeText.Encoding.UTF_8);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                refused("local bert = \"b\";\n{model: bert}", ", line 1, has local, which is jsonnet to be evaluated"),
                refused("// local\n{\"seed\":\n std.parseInt(std.extVar(\"SEED\"))}", ", line 3, has std"),
                refused("{\"a\": \"x\" +\n \"y\"}", ", line 1, has +"),
                refused("{\"a\": |||\n  text\n|||}", ", line 1, has |||"),
                refused("{\"a\":: 1}", ", line 1, has ::"),
                refused("{\n[\"a\"]: 1}", ", line 2, has a key in brackets"),
                refused("{\"a\": @'x'}", ", line 1, has @"),
                refused("{\"a\": if true then 1 else 2}", ", line 1, has if"),
                refused("{\"a\": 1} + {\"b\": 2}", ", line 1, has +"),
                refused("import 'base.jsonnet'", ", line 1, has import"),
                refused("{\"a\": {}, \"b\": $.a}", ", line 1, has $"),
                refused("{\"local\": 1,\n \"a\" \"b\" + 1}", " is not JSON: the mistake is in line 2"),
                refused("{\"a\": 1\n", " is not JSON: it ends before it is complete, in line 2"),
                refused("{\"a\": 1} {\"b\": 2}", " is not JSON: the mistake is in line 1"),
                refused("{\"a\": None}", " is not JSON: the mistake is in line 1"),
                refused("<!DOCTYPE html>", " is not JSON: the mistake is in line 1"),
                refused("version https://git-lfs", " is not JSON: the mistake is in line 1"),
                refused("{\"a\":".repeat(2000), " is not JSON"),
                refused("{\"a\": " + "1".repeat(2000) + "}", " is not JSON"),
                refused("", " is empty; expected is { … }."),
                refused("[]", " is not a JSON object; expected is { … }."));
    }

    @ParameterizedTest
    @MethodSource("beyond")
    void isRefusedInOneSentenceWhereItMustBeEvaluated(String content, String reason) {
        // When
        var refused = assertThatThrownBy(() -> Json.parseObject(content.getBytes(UTF_8), "config.json"));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("config.json" + reason)
                .hasMessageEndingWith(".")
                .message()
                .doesNotContain("Unexpected", "token", "Jackson", "com.", "\n");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void isRefusedWhereItIsNoUtf8(Charset charset, String reason) {
        // When
        var refused =
                assertThatThrownBy(() -> Json.parseObject("{\"a\": \"\u00e9\"}".getBytes(charset), "config.json"));

        // Then
        refused.isInstanceOf(CheckpointException.class).hasMessageContaining(reason);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                Arguments.of(Charset.forName("windows-1252"), "is not text in UTF-8: byte 8, in line 1"),
                Arguments.of(Charset.forName("UTF-32LE"), "is in UTF-32"),
                Arguments.of(Charset.forName("UTF-32BE"), "is in UTF-32"));
    }

    private static Arguments refused(String content, String reason) {
        return Arguments.of(content, reason);
    }
}
