package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.SentenceEvent;
import dev.srlstream.input.LineFormat;
import dev.srlstream.input.MalformedLineException;
import dev.srlstream.input.SentenceLine;
import dev.srlstream.input.SentenceLines;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceLinesTest {
    @Test
    void joinsTokensWhereThereIsNoText() throws Exception {
        // When
        SentenceEvent event = next(lines("{\"id\":12,\"tokens\":[\"She\",\"left\"],\"predicates\":[1]}"))
                .event();
        // Then
        assertThat(event.getId()).isEqualTo("12");
        assertThat(event.getText()).isEqualTo("She left");
        assertThat(event.getTokens()).containsExactly("She", "left");
        assertThat(event.getPredicates()).containsExactly(1);
        assertThat(event.getLanguage()).isEqualTo("en");
    }

    @Test
    void takesALineWithoutBraceForTextAndItsNumberForAMissingId() throws Exception {
        // Given
        SentenceLines lines =
                lines("\nShe left.\n{\"text\":\"He stayed.\"}\n[Applause] \"No!\"\n{\"id\":null,\"sentence\":\"A\"}");
        // Then
        for (String idAndText : List.of("2|She left.", "3|He stayed.", "4|[Applause] \"No!\"", "5|A")) {
            SentenceEvent event = next(lines).event();
            assertThat(event.getId() + "|" + event.getText()).isEqualTo(idAndText);
        }
        assertThat(lines.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0", "1e3", "-0", "1E400", "12345678901234567890123", "0.10"})
    void keepsTheCharactersOfANumber(String number) throws Exception {
        // When
        SentenceLine line = next(lines("{\"x\":{\"id\":7},\"id\":" + number + ",\"text\":\"a\"}"));
        // Then
        assertThat(line.event().getId()).isEqualTo(number);
        assertThat(line.id().json()).hasToString(number);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"a\"} trailing             | Something follows the JSON object",
                "{\"text\":\"a\"},                     | Something follows the JSON object",
                "{\"text\":\"a\"                       | ends too early",
                "{\"text\":a}                          | broken at column 9.",
                "{'text':'a'}                          | double quotation marks",
                "{\"id\":007,\"text\":\"a\"}           | broken at column",
                "{}                                    | neither text nor sentence nor tokens, nor anything else",
                "{\"id\":{},\"text\":\"a\"}            | id is an object, not a string or a number",
                "{\"id\":true,\"text\":\"a\"}          | id is true, not",
                "{\"id\":\"a\"}                        | neither text nor sentence nor tokens, only id",
                "{\"words\":[\"a\"]}                   | only words",
                "{\"text\":5}                          | text is a number, not a string",
                "{\"text\":\"a\",\"sentence\":\"b\"}   | text and sentence differ",
                "{\"sentence\":[\"a\"]}                | sentence is an array, not a string",
                "{\"tokens\":[]}                       | tokens is empty",
                "{\"tokens\":[],\"text\":\"a\"}        | tokens is empty",
                "{\"tokens\":[\"\",\" \"]}             | tokens has nothing but white space",
                "{\"tokens\":\"a b\"}                  | tokens is a string, not an array of strings",
                "{\"tokens\":[\"a\",1]}                | tokens[1] is a number, not a string",
                "{\"tokens\":[\"a\",null]}             | tokens[1] is null, not a string",
                "{\"text\":\"a\",\"predicates\":1}     | predicates is a number, not an array of whole numbers",
                "{\"text\":\"a\",\"predicates\":[\"1\"]} | predicates[0] is a string, not a number",
                "{\"text\":\"a\",\"predicates\":[1.5]} | predicates[0] is no whole number",
                "{\"text\":\"a\",\"predicates\":[0,9999999999]} | predicates[1] is no whole number, or too large",
                "{\"text\":\"a\",\"language\":5}       | language is a number, not a string",
                "{\"text\":\"a\",\"attributes\":[]}    | attributes is an array, not an object",
                "{\"text\":\"a\",\"attributes\":{\"k\":1}} | A member of attributes is a number",
                "{\"text\":\"a\",\"token\":[\"a\"]}    | did you mean tokens?",
                "{\"text\":\"a\",\"Predicates\":[0]}   | did you mean predicates?",
                "{\"Text\":\"a\"}                      | did you mean text?",
                "{\"sentense\":\"a\"}                  | did you mean sentence?",
                "{\"ID\":\"a\",\"text\":\"a\"}         | did you mean id?",
                "{\"text\":\"a\\ud800\"}               | text has half a character",
                "{\"tokens\":[\"a\",\"\\udc00b\"]}     | tokens[1] has half a character",
                "{\"id\":\"\\ud83d\",\"text\":\"a\"}   | id has half a character",
                "[1]                                   | This is plain text. A line must be one JSON object",
                "[{\"text\":\"a\"}]                    | This is a JSON array; jq -c '.[]'",
                "[                                     | a piece of JSON",
                "}                                     | a piece of JSON",
                "\"text\": \"a\",                      | a piece of JSON",
                "She left.                             | This is plain text. A line must be",
                "The DT (S(NP* * (A0*                  | a row of a table",
            })
    void saysWhatIsWrongWithALine(String line, String reason) {
        // When
        assertThatThrownBy(() ->
                        next(new SentenceLines(stream(line), LineFormat.JSON)).event())
                // Then
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("jackson", "Json", "Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\",\"test\":true,\"tag\":1,\"verbs\":[],\"x\":{\"token\":1}}",
                "{\"sentence\":\"a\",\"sentences\":2,\"text\":\"a\"}",
                "{\"text\":\"\\ud83d\\ude00\",\"unknown\":\"\\ud800\"}"
            })
    void passesOverMembersThatMeanNothing(String line) throws Exception {
        assertThat(next(lines(line)).event().getText()).isNotEmpty();
    }

    @Test
    void saysOnceWhatALineMustBe() {
        // Given
        SentenceLines lines = new SentenceLines(stream("[\n  {\n    \"text\": \"a\"\n  }\n]\n"), LineFormat.JSON);
        // When
        List<String> reasons = reasons(lines, 5);
        // Then
        assertThat(reasons.get(0)).contains("jq -c '.[]'", "{\"id\":\"1\",\"text\":\"She left.\"}");
        assertThat(reasons.subList(1, 5)).containsOnly("This is not a JSON object either; see line 1.");
    }

    @Test
    void publishesNoPieceOfJsonAndNoRowOfATableAsText() {
        // Given
        SentenceLines lines =
                lines("{\n  \"text\": \"a\",\n  \"tokens\": [\n    \"a\"\n  ]\n}\n1\tShe\tPRP\n2\tleft\tVBD\n\0");
        // Then
        assertThat(reasons(lines, 9)).hasSize(9).last().asString().contains("NUL");
    }

    private static SentenceLine next(SentenceLines lines) throws Exception {
        return Objects.requireNonNull(lines.next(), "There is no line");
    }

    private static List<String> reasons(SentenceLines lines, int count) {
        List<String> reasons = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            assertThatThrownBy(lines::next)
                    .isInstanceOfSatisfying(MalformedLineException.class, e -> reasons.add(e.getMessage()));
        }
        return reasons;
    }

    private static SentenceLines lines(String text) {
        return new SentenceLines(stream(text), LineFormat.ANY);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
