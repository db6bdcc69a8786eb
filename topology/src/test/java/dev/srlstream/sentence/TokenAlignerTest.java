package dev.srlstream.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Token;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenAlignerTest {
    @Test
    void findsEachWordBehindTheOneBefore() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("to", "be", "to"), "to  be to");

        // Then
        assertThat(tokens)
                .containsExactly(new Token("to", 0, 2, 0, 2), new Token("be", 4, 6, 4, 6), new Token("to", 7, 9, 7, 9));
    }

    @Test
    void goesOnFromWhereItWasWhenAWordIsNotThere() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("He", "-LRB-", "left", "He"), "He (left)");

        // Then
        assertThat(tokens)
                .containsExactly(
                        new Token("He", 0, 2, 0, 2),
                        new Token("-LRB-", -1, -1, -1, -1),
                        new Token("left", 4, 8, 4, 8),
                        new Token("He", -1, -1, -1, -1));
    }

    @Test
    void findsPartsOfAWordThatTheTextWritesTogether() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("did", "n't"), "didn't");

        // Then
        assertThat(tokens).containsExactly(new Token("did", 0, 3, 0, 3), new Token("n't", 3, 6, 3, 6));
    }

    @Test
    void doesNotFindHalfOfACodePoint() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("\ud83d", "\ude00", "b"), "a😀b\ud83d");

        // Then
        assertThat(tokens)
                .containsExactly(
                        new Token("\ud83d", 4, 5, 3, 4),
                        new Token("\ude00", -1, -1, -1, -1),
                        new Token("b", -1, -1, -1, -1));
    }

    @Test
    void countsOffsetsInUtf16CodeUnitsAndInCodePoints() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("😀", "ok"), "😀 ok");

        // Then
        assertThat(tokens).containsExactly(new Token("😀", 0, 2, 0, 1), new Token("ok", 3, 5, 2, 4));
    }
}
