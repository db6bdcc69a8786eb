package dev.srlstream.sentence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.event.Token;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        List<Token> tokens = TokenAligner.align(List.of("\ude00", "b", "\ud83d"), "a😀b\ud83d");

        // Then
        assertThat(tokens)
                .containsExactly(
                        new Token("\ude00", -1, -1, -1, -1),
                        new Token("b", 3, 4, 2, 3),
                        new Token("\ud83d", 4, 5, 3, 4));
    }

    @Test
    void countsOffsetsInUtf16CodeUnitsAndInCodePoints() {
        // When
        List<Token> tokens = TokenAligner.align(List.of("😀", "ok"), "😀 ok");

        // Then
        assertThat(tokens).containsExactly(new Token("😀", 0, 2, 0, 1), new Token("ok", 3, 5, 2, 4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                // Quotation marks and apostrophes of either kind; the offsets are those of the text.
                "John 's dog saw Mary 's cat;John’s dog saw Mary's cat;0 4 7 11 15 19 22",
                "John ’s dog;John's dog;0 4 7",
                "do n't;donʼt;0 2",
                "\" so \";“so”;0 1 3",
                // In its place or not at all, never one further on.
                "John 's dog;Johns dog and Mary's cat;0 -1 6",
                "It is great . It is cold .;It’s great. It is cold.;0 -1 5 10 12 15 18 22",
                "-LRB- a -RRB- b;(a) b;-1 1 -1 4",
                // The text holds more than the words.
                "Here is a cat;I have a dog. Here is a cat;14 19 22 24",
                "a cat;have a cat;5 7",
                "n't;didn't;3"
            })
    void findsAWordInItsPlace(String words, String text, String begins) {
        // When
        List<Token> tokens = TokenAligner.align(List.of(words.split(" ")), text);

        // Then
        assertThat(tokens).extracting(Token::getText).containsExactly(words.split(" "));
        assertThat(tokens)
                .extracting(token -> Integer.toString(token.getBegin()))
                .containsExactly(begins.split(" "));
    }
}
