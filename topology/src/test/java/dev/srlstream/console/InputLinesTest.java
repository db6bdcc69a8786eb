package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InputLinesTest {
    @Test
    void passesOverBlankLinesButCountsThem() throws Exception {
        // Given
        InputLines lines = lines("one\r\n\n  \ntwo");
        // When
        String first = lines.next();
        String second = lines.next();
        // Then
        assertThat(first).isEqualTo("one");
        assertThat(second).isEqualTo("two");
        assertThat(lines.number()).isEqualTo(4);
        assertThat(lines.next()).isNull();
    }

    @Test
    void readsUtf8AndDropsTheByteOrderMark() throws Exception {
        // Given
        InputLines lines = lines("\ufeffcrème 😀\n");
        // When
        String line = lines.next();
        // Then
        assertThat(line).isEqualTo("crème 😀");
    }

    @Test
    void goesOnBehindALineThatIsTooLong() throws Exception {
        // Given
        InputLines lines = lines("x".repeat((1 << 20) + 1) + "\nnext\n");
        // When
        assertThatThrownBy(lines::next)
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining("1,048,576");
        // Then
        assertThat(lines.next()).isEqualTo("next");
    }

    @Test
    void refusesALineInAnotherEncodingAndGoesOnBehindIt() throws Exception {
        // Given
        InputLines lines =
                new InputLines(new ByteArrayInputStream("\u00e9t\u00e9\nnext".getBytes(StandardCharsets.ISO_8859_1)));
        // When
        assertThatThrownBy(lines::next)
                .isInstanceOf(MalformedLineException.class)
                .hasMessageContaining("not UTF-8");
        // Then
        assertThat(lines.next()).isEqualTo("next");
    }

    private static InputLines lines(String text) {
        return new InputLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
