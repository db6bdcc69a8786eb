package dev.srlstream.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {
    @ParameterizedTest
    @CsvSource({
        "B-ARG0 I-ARG0 B-V O, [ARG0: a b] [V: c] d",
        "O I-ARG0 I-ARG0 O, a [b c] d",
        "B-ARG0 I-ARG1 O B-V, [ARG0: a b] c [V: d]",
        "I-V B-V B-V I-V, [a] [V: b] [V: c d]",
        "V O B-C-ARG1 I-C-ARG1, b [C-ARG1: c d]",
        "O O O O, a b c d"
    })
    void writesAnyTagSequenceAsTheReferenceDoes(String tags, String expected) {
        // When
        String description = Description.of(List.of("a", "b", "c", "d"), List.of(tags.split(" ")));

        // Then
        assertThat(description).isEqualTo(expected);
    }

    @Test
    void keepsTheBlanksAroundEmptyWords() {
        // When
        String description = Description.of(List.of("", "a", "", ""), List.of("O", "B-V", "I-V", "O"));

        // Then
        assertThat(description).isEqualTo(" [V: a ] ");
    }
}
