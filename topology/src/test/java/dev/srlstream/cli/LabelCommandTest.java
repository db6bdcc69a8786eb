package dev.srlstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.srlstream.golden.Golden;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TOLERANCE = 1e-4;

    @TempDir
    private static Path cache = Path.of("");

    @ParameterizedTest
    @CsvSource({"without-position-ids.tar.gz, base.jsonl", "flat.tar.gz, flat.jsonl"})
    void writesWhatAllenNlpWritesInTheOrderOfTheInput(String model, String goldens) throws Exception {
        // Given
        List<JsonNode> expected = read(Files.readString(Golden.path(goldens)));
        String input = expected.stream().map(LabelCommandTest::question).collect(Collectors.joining("\n"));
        // When
        Run run = label(model, input, "--instances");
        // Then
        List<JsonNode> answers = read(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(answers).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertAnswers(answers.get(i), expected.get(i));
        }
    }

    @Test
    void goesOnBehindABadLineAndSaysWhatIsWrongWithIt() throws Exception {
        // When
        Run run = label("without-position-ids.tar.gz", """
            {"id": "first", "text": "Zoë sold the house."}

            {"id": "broken",
            {"id": 7, "tokens": ["a", "b"], "predicates": [2]}
            {"id": "empty", "text": " "}
            {"id": "last", "tokens": ["She", "left"], "predicates": []}
            """);
        // Then
        List<JsonNode> answers = read(run.out());
        assertThat(run.exitCode()).isZero();
        assertThat(answers).hasSize(5);
        assertThat(answers.get(0).path("words").path(0).asText()).isEqualTo("Zoë");
        assertThat(answers.get(0).path("verbs").path(0).path("verb").asText()).isEqualTo("sold");
        assertThat(answers.get(1).path("id").isNull()).isTrue();
        assertThat(answers.get(1).path("error").asText()).startsWith("Line 3: The JSON ends too early");
        assertThat(answers.get(2).path("id").isInt()).isTrue();
        assertThat(answers.get(2).path("error").asText()).startsWith("Line 4: ").contains("2 is out of range");
        assertThat(answers.get(3).path("error").asText()).startsWith("Line 5: ");
        assertThat(answers.get(4).path("verbs").isEmpty()).isTrue();
        assertThat(run.err()).contains("3 lines could not be labelled");
    }

    @Test
    void givesOffsetsOfWordsPredicatesAndArgumentsInBothUnits() throws Exception {
        // When
        Run run = label("without-position-ids.tar.gz", """
            {"text": "😀😀 Zoë sold the house."}
            {"tokens": ["She", "sold", "it"], "predicates": [1]}
            """);
        // Then
        List<JsonNode> answers = read(run.out());
        assertThat(answers).hasSize(2);
        for (JsonNode answer : answers) {
            assertThat(answer.path("tokens").size())
                    .isEqualTo(answer.path("words").size());
            assertThat(answer.path("verbs").isEmpty()).isFalse();
            assertSlices(answer.path("text").asText(), answer);
        }
        JsonNode sold = answers.get(0).path("verbs").path(0);
        assertThat(sold.path("verb").asText()).isEqualTo("sold");
        assertThat(sold.path("begin").asInt()).isEqualTo(9);
        assertThat(sold.path("beginCodePoint").asInt()).isEqualTo(7);
        assertThat(answers.get(1).path("text").asText()).isEqualTo("She sold it");
    }

    private static void assertSlices(String text, JsonNode answer) {
        for (JsonNode token : answer.path("tokens")) {
            assertSlices(text, token, "end", token.path("text").asText());
        }
        for (JsonNode verb : answer.path("verbs")) {
            assertSlices(text, verb, "stop", verb.path("verb").asText());
            verb.path("arguments")
                    .forEach(argument -> assertSlices(
                            text, argument, "stop", argument.path("text").asText()));
        }
    }

    private static void assertSlices(String text, JsonNode piece, String end, String expected) {
        int stop = piece.path(end).asInt();
        int begin = piece.path("beginCodePoint").asInt();
        int[] codePoints = text.codePoints().toArray();
        assertThat(text.substring(piece.path("begin").asInt(), stop)).isEqualTo(expected);
        assertThat(new String(codePoints, begin, piece.path(end + "CodePoint").asInt() - begin))
                .isEqualTo(expected);
    }

    @Test
    void saysWhenTheProcessorCannotComputeInTheAskedPrecision() throws Exception {
        // When
        Run run = label("without-position-ids.tar.gz", "{\"text\": \"She left.\"}", "--precision", "fp16");
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(read(run.out())).hasSize(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines("Precision fp16 is for GPUs, and the processor runs the model:"
                        + " the model computes in fp32 instead.");
    }

    @Test
    void readsAndWritesFiles(@TempDir Path folder) throws Exception {
        // Given
        Path in = Files.writeString(folder.resolve("in.jsonl"), "{\"id\":\"a\",\"text\":\"She left.\"}\n");
        Path out = folder.resolve("out.jsonl");
        // When
        Run run = label("without-position-ids.tar.gz", "", "--in", in.toString(), "--out", out.toString());
        // Then
        assertThat(run.out()).isEmpty();
        assertThat(read(Files.readString(out)))
                .singleElement()
                .satisfies(answer -> assertThat(answer.path("id").asText()).isEqualTo("a"));
    }

    private static Run label(String model, String input, String... flags) {
        String[] args = new String[flags.length + 5];
        System.arraycopy(
                new String[] {"label", "--model", Golden.path(model).toString(), "--device", "cpu"}, 0, args, 0, 5);
        System.arraycopy(flags, 0, args, 5, flags.length);
        return Run.of(Map.of("SRL_MODEL_CACHE_DIR", cache.toString(), "SRL_MODEL_THREADS", "1"), input, args);
    }

    private static String question(JsonNode golden) {
        ObjectNode question = JSON.createObjectNode();
        question.set("id", golden.path("id"));
        question.set("tokens", golden.path("words"));
        question.set("predicates", golden.path("predicates"));
        return question.toString();
    }

    private static void assertAnswers(JsonNode answer, JsonNode golden) throws Exception {
        assertThat(answer.path("id")).isEqualTo(golden.path("id"));
        if (golden.hasNonNull("error")) {
            assertThat(answer.path("error").asText()).contains("512 positions");
            return;
        }
        ObjectNode allenNlp = JSON.createObjectNode();
        ArrayNode verbs = allenNlp.putArray("verbs");
        for (JsonNode verb : answer.path("verbs")) {
            verbs.add(((ObjectNode) verb.deepCopy()).retain("verb", "description", "tags"));
        }
        allenNlp.set("words", answer.path("words"));
        assertThat((JsonNode) allenNlp).as(answer.path("id").asText()).isEqualTo(golden.path("json"));
        assertThat(answer.path("instances").size())
                .isEqualTo(golden.path("instances").size());
        for (int i = 0; i < golden.path("instances").size(); i++) {
            JsonNode actual = answer.path("instances").path(i);
            JsonNode expected = golden.path("instances").path(i);
            assertThat(actual.path("wordpiece_ids")).isEqualTo(expected.path("wordpiece_ids"));
            assertThat(actual.path("wordpiece_tags")).isEqualTo(expected.path("wordpiece_tags"));
            assertThat(actual.path("predicate_index"))
                    .isEqualTo(golden.path("predicates").path(i));
            assertClose(floats(actual.path("probs_b64")), floats(expected.path("probs_b64")));
        }
    }

    private static void assertClose(FloatBuffer actual, FloatBuffer expected) {
        assertThat(actual.remaining()).isEqualTo(expected.remaining());
        double greatest = 0;
        while (expected.hasRemaining()) {
            greatest = Math.max(greatest, Math.abs(actual.get() - expected.get()));
        }
        assertThat(greatest).isLessThan(TOLERANCE);
    }

    private static FloatBuffer floats(JsonNode base64) throws Exception {
        return ByteBuffer.wrap(base64.binaryValue())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
    }

    private static List<JsonNode> read(String lines) {
        return lines.lines().map(LabelCommandTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("not JSON: " + line, e);
        }
    }
}
