package dev.srlstream.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextValueTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "41",
                "a,b",
                "gpu:0",
                "sentences-3@41",
                "/models/m.tar.gz",
                "größer",
                "日本",
                "it's",
                "a.B$C(D.java:3)"
            })
    void leavesPlainValuesAsTheyAre(String value) {
        assertThat(TextValue.of(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            |""
            two words|"two words"
            a=b|"a=b"
            say "hi"|"say \\"hi\\""
            C:\\new|"C:\\\\new"
            größer als|"größer als"
            """)
    void quotesWhatCouldBeTakenForSomethingElse(String value, String text) {
        assertThat(TextValue.of(value == null ? "" : value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "000a, \\n",
        "000d, \\r",
        "0009, \\t",
        "0000, \\u0000",
        "000b, \\u000b",
        "000c, \\u000c",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "009b, \\u009b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "feff, \\ufeff",
        "d83d, \\ud83d",
        "e0001, \\udb40\\udc01",
    })
    void escapesWhatEndsALineOrSteersATerminal(String point, String escape) {
        String value = new StringBuilder("a")
                .appendCodePoint(Integer.parseInt(point, 16))
                .append('b')
                .toString();

        assertThat(TextValue.of(value)).isEqualTo("\"a" + escape + "b\"");
    }
}
