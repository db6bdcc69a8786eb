package dev.srlstream.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.input.InputLines;
import dev.srlstream.input.MalformedLineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        InputLines lines = lines("\ufeffcrème 😀\n\ufeff\r\n\ufeffof a second file");
        // Then
        assertThat(lines.next()).isEqualTo("crème 😀");
        assertThat(lines.next()).isEqualTo("of a second file");
        assertThat(lines.next()).isNull();
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

    @ParameterizedTest
    @CsvSource({
        "1f8b0800, gunzip",
        "504b0304, unzip",
        "fd377a585a00, xz",
        "28b52ffd, zstd",
        "425a6839314159265359, bunzip2",
        "fffe7b002200, iconv",
        "feff007b0022, iconv",
        "7b002200, iconv",
        "007b0022, iconv",
        "fffe00007b000000, iconv"
    })
    void namesWhatIsNoTextAtAllOnce(String beginning, String cure) {
        // Given
        InputLines lines =
                new InputLines(new ByteArrayInputStream(HexFormat.of().parseHex(beginning + "0a" + beginning + "0a")));
        // Then
        assertThatThrownBy(lines::next).isInstanceOf(IOException.class).hasMessageContaining(cure);
    }

    @Test
    void holdsNoMoreThanTheLongestLineHoweverLongOneIs() throws Exception {
        // Given
        AtomicLong left = new AtomicLong(1L << 28);
        InputLines lines = new InputLines(new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read by chunks");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int given = (int) Math.min(length, left.getAndAdd(-length));
                return given <= 0 ? -1 : given;
            }
        });
        // Then
        assertThatThrownBy(lines::next).isInstanceOf(MalformedLineException.class);
        assertThat(lines.next()).isNull();
    }

    private static InputLines lines(String text) {
        return new InputLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
