package dev.srlstream.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordpieceEncoderTest {
    private static final List<String> WORDPIECES =
            List.of("[UNK]", "[CLS]", "[SEP]", "a", "##b", "ab", "##bc", "c", "##", "[sep]", "é", "##é", "A");
    private static final Vocabulary VOCABULARY = new Vocabulary(WORDPIECES);

    @Test
    void takesTheLongestWordpieceFirst() {
        assertThat(pieces(true, "abbc")).containsExactly("[CLS]", "ab", "##bc", "[SEP]");
    }

    @Test
    void makesAWholeWordUnknownWhenOnePlaceMatchesNothing() {
        assertThat(pieces(true, "abx", "a")).containsExactly("[CLS]", "[UNK]", "a", "[SEP]");
    }

    @Test
    void matchesAWordThatIsWrittenLikeAContinuation() {
        assertThat(pieces(true, "##b")).containsExactly("[CLS]", "##b", "[SEP]");
    }

    @Test
    void gluesNoPieceToWhatFollowsWhiteSpaceInsideAWord() {
        assertThat(pieces(true, "a\u00a0c\u0085a")).containsExactly("[CLS]", "a", "c", "a", "[SEP]");
    }

    @Test
    void takesNoOtherInvisibleCharacterForWhiteSpace() {
        assertThat(pieces(true, "a\u200bc", "a\u180ec", "a\ufeffc"))
                .containsExactly("[CLS]", "[UNK]", "[UNK]", "[UNK]", "[SEP]");
    }

    @Test
    void givesAWordWithoutPiecesThePlaceOfTheNext() {
        // Given
        WordpieceEncoder encoder = new WordpieceEncoder(VOCABULARY, true);

        // When
        Encoding encoding = encoder.encode(List.of("", "a", " \u3000", "c", ""));

        // Then
        assertThat(encoding.starts()).containsExactly(1, 1, 2, 2, 3);
        assertThat(encoding.ends()).containsExactly(1, 2, 2, 3, 3);
    }

    @Test
    void keepsTheCaseOfACasedModel() {
        assertThat(pieces(false, "A", "[SEP]")).containsExactly("[CLS]", "A", "[SEP]", "[SEP]");
        assertThat(pieces(true, "A", "[SEP]")).containsExactly("[CLS]", "a", "[sep]", "[SEP]");
    }

    @Test
    void stripsNoAccents() {
        assertThat(pieces(true, "Éé", "e\u0301")).containsExactly("[CLS]", "é", "##é", "[UNK]", "[SEP]");
    }

    @Test
    void takesAHundredCodePointsAndNoMore() {
        assertThat(pieces(true, "a" + "b".repeat(99))).hasSize(101);
        assertThat(pieces(true, "a" + "b".repeat(100))).containsExactly("[CLS]", "[UNK]", "[SEP]");
    }

    @Test
    void neverSplitsACharacterBeyondTheBasicPlane() {
        // Given a vocabulary with the halves of a character
        Vocabulary vocabulary = new Vocabulary(List.of("[UNK]", "[CLS]", "[SEP]", "\ud835", "##\udcb3"));

        // When
        Encoding encoding = new WordpieceEncoder(vocabulary, false).encode(List.of("\ud835\udcb3", "\ud835"));

        // Then
        assertThat(encoding.ids()).containsExactly(1, 0, 3, 2);
    }

    @Test
    void letsTheLastOfEqualWordpiecesCount() {
        // Given
        Vocabulary vocabulary = new Vocabulary(List.of("[UNK]", "a", "[CLS]", "[SEP]", "a"));

        // When
        Encoding encoding = new WordpieceEncoder(vocabulary, false).encode(List.of("a"));

        // Then
        assertThat(encoding.ids()).containsExactly(2, 4, 3);
    }

    @Test
    void refusesAVocabularyWithoutSpecialWordpieces() {
        assertThatThrownBy(() -> new Vocabulary(List.of("[UNK]", "[CLS]", "a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lacks [SEP]");
    }

    private static List<String> pieces(boolean lowercase, String... words) {
        Encoding encoding = new WordpieceEncoder(VOCABULARY, lowercase).encode(List.of(words));
        return Arrays.stream(encoding.ids()).mapToObj(WORDPIECES::get).toList();
    }
}
