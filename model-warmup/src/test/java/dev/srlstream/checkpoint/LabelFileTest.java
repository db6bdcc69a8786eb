package dev.srlstream.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.srlstream.checkpoint.files.Remark;
import dev.srlstream.configuration.SpecialTokens;
import dev.srlstream.refusal.CheckpointException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What editors and scripts make of {@code labels.txt}. */
class LabelFileTest {
    private static final String MARK = "\ufeff";
    private static final String NON_PADDED = "*tags\n*labels\n";

    static Stream<Arguments> accidents() {
        return Stream.of(
                accident(UTF_8, MARK + "O\nB-V\nI-V\n", "byte order mark"),
                accident(UTF_8, MARK + MARK + "O\nB-V\nI-V\n", "byte order mark"),
                accident(UTF_16LE, MARK + "O\r\nB-V\r\nI-V\r\n", "UTF-16"),
                accident(UTF_16BE, MARK + "O\nB-V\nI-V\n", "UTF-16"),
                accident(UTF_16LE, "O\nB-V\nI-V\n", "UTF-16"),
                accident(UTF_16BE, "O\nB-V\nI-V\n", "UTF-16"),
                accident(UTF_8, "O\nB-V \nI-V\n", "Line 2 has a blank"),
                accident(UTF_8, "O\nB-V\t\n I-V\n", "Line 2 has a blank"),
                accident(UTF_8, "O\nB-V\n\u00a0I-V\u2007\n", "Line 3 has a blank"));
    }

    @ParameterizedTest
    @MethodSource("accidents")
    void givesCleanTagsAndSaysWhatWasLeftOut(Charset charset, String content, String remark) throws Exception {
        // When
        LabelFile file = parse(content.getBytes(charset), NON_PADDED.getBytes(UTF_8));

        // Then
        assertThat(file.labels()).containsExactly("O", "B-V", "I-V");
        assertThat(file.remarks()).singleElement().satisfies(found -> {
            assertThat(found.about()).isEqualTo("vocabulary/labels.txt");
            assertThat(found.detail()).contains(remark);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    O,B-V,X,I-V     | The label X is neither O nor B-ROLE nor I-ROLE
                    O,B-V,S-V,I-V   | The label S-V is neither O
                    \u041e,B-V,I-V,O     | The label \u041e is neither O
                    O,B-V,I-A       | The label I-A is never chosen, because there is no B-A
                    B-V,I-V         | No label is O: every word is given to some argument.
                    @@UNKNOWN@@,B-V | is neither O nor B-ROLE nor I-ROLE: no argument contains the words that it is given to. No label is O
                    """)
    void remarksOnWhatAllenNlpReadsTheSame(String labels, String remark) throws Exception {
        // When
        LabelFile file = parse(labels.replace(',', '\n').getBytes(UTF_8), NON_PADDED.getBytes(UTF_8));

        // Then
        assertThat(file.labels()).containsExactly(labels.split(","));
        assertThat(file.remarks())
                .singleElement()
                .extracting(Remark::detail)
                .asString()
                .contains(remark);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''              | labels.txt is empty
                    'O\nB-V\nO\n'   | labels.txt, line 3, repeats the label O of line 1
                    'O\nB-V\nB-V '  | labels.txt, line 3, repeats the label B-V of line 2
                    'O\n\nB-V\n'    | labels.txt, line 2, is empty
                    'O\n \t\nB-V\n' | labels.txt, line 2, is empty
                    'O\nB-V\n\n'    | labels.txt, line 3, is empty
                    'O\nb-v\ni-v\n' | labels.txt, line 2, is b-v, which AllenNLP takes for no part of an argument
                    'O\nB_V\nI_V'   | line 2, is B_V
                    'O\nB\u2013V'   | line 2, is B\u2013V
                    'O\nB- V'       | line 2, is B- V
                    'O\nB-'         | line 2, is B-
                    'o\nB-V'        | line 1, is o
                    '0\nB-V'        | line 1, is 0
                    'O\rB-V\rI-V'   | line 1, has the invisible character U+000D
                    'O\nB-\u200bV'  | line 2, has the invisible character U+200B in the label B-?V
                    'O\n\ufeffB-V'  | line 2, has the invisible character U+FEFF
                    'O\nV\nARG0'    | has no tag that begins with B-
                    """)
    void refusesWhatWouldGiveWrongFrames(String content, String reason) {
        // When
        var refused = assertThatThrownBy(() -> parse(content.getBytes(UTF_8), NON_PADDED.getBytes(UTF_8)));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("labels.txt")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    '\ufeff*labels'    | byte order mark
                    '\ufeff*labels\r\n' | byte order mark
                    """)
    void takesTheNamespacesWithoutTheMark(String nonPadded, String remark) throws Exception {
        // When
        LabelFile file = parse("O\nB-V\n".getBytes(UTF_8), nonPadded.getBytes(UTF_8));

        // Then
        assertThat(file.padded()).isFalse();
        assertThat(file.remarks()).singleElement().satisfies(found -> {
            assertThat(found.about()).isEqualTo("vocabulary/non_padded_namespaces.txt");
            assertThat(found.detail()).contains(remark);
        });
    }

    @Test
    void refusesAPaddingTokenThatWouldBeThereTwice() {
        // Given
        byte[] content = "@@UNKNOWN@@\n@@PADDING@@\nB-V\n".getBytes(UTF_8);

        // When
        var refused = assertThatThrownBy(() -> parse(content, "*tags\n".getBytes(UTF_8)));

        // Then
        refused.isInstanceOf(CheckpointException.class)
                .hasMessageContaining("labels.txt, line 2, is @@PADDING@@, which is label 0 already");
    }

    @Test
    void hasNothingToSayAboutOrdinaryLabels() throws Exception {
        // Given
        List<String> labels = List.of("O", "B-V", "I-V", "B-R-ARG0", "I-R-ARG0", "B-Agent", "B-r\u00f4le 2", "B-A0");

        // When
        LabelFile file = parse(String.join("\r\n", labels).getBytes(UTF_8), NON_PADDED.getBytes(UTF_8));

        // Then
        assertThat(file.labels()).isEqualTo(labels);
        assertThat(file.remarks()).isEmpty();
    }

    private static Arguments accident(Charset charset, String content, String remark) {
        return Arguments.of(charset, content, remark);
    }

    private static LabelFile parse(byte[] content, byte[] nonPadded) throws CheckpointException {
        return LabelFile.parse(content, nonPadded, SpecialTokens.DEFAULT, "labels.txt");
    }
}
