package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.event.SentenceEvent;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentenceLineTest {
    @Test
    void joinsTokensWhereThereIsNoText() throws Exception {
        // When
        SentenceEvent event = SentenceLine.parse("{\"id\":12,\"tokens\":[\"She\",\"left\"],\"predicates\":[1]}")
                .event();
        // Then
        assertThat(event.getId()).isEqualTo("12");
        assertThat(event.getText()).isEqualTo("She left");
        assertThat(event.getTokens()).containsExactly("She", "left");
        assertThat(event.getPredicates()).containsExactly(1);
        assertThat(event.getLanguage()).isEqualTo("en");
    }

    @Test
    void takesALineWithoutBraceForText() throws Exception {
        // Given
        InputLines lines = new InputLines(
                new ByteArrayInputStream("\nShe left.\n{\"text\":\"He stayed.\"}\n".getBytes(StandardCharsets.UTF_8)));
        // When
        SentenceEvent plain = SentenceLine.next(lines);
        SentenceEvent json = SentenceLine.next(lines);
        // Then
        assertThat(plain).extracting("id", "text").containsExactly("2", "She left.");
        assertThat(json).extracting("id", "text").containsExactly("", "He stayed.");
        assertThat(SentenceLine.next(lines)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                                   | not a JSON object",
                "{\"text\":\"a\"} trailing             | not JSON",
                "{\"text\":\"a\"                           | expected close marker for Object.",
                "{\"id\":{},\"text\":\"a\"}            | id is neither",
                "{\"id\":\"a\"}                        | neither text nor tokens",
                "{\"text\":5}                          | text is not a string",
                "{\"tokens\":\"a b\"}                  | tokens is not an array",
                "{\"tokens\":[1]}                      | tokens holds something that is not a string: 1",
                "{\"text\":\"a\",\"predicates\":[1.5]} | predicates holds something that is not an index: 1.5",
                "{\"text\":\"a\",\"attributes\":[]}    | attributes is not an object"
            })
    void saysWhatIsWrongWithALine(String line, String reason) {
        // When
        assertThatThrownBy(() -> SentenceLine.parse(line).event())
                // Then
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining(reason);
    }
}
