package dev.srlstream.wordpiece;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expectations are what Python 3.10 answers. */
class PythonLowercaseTest {
    @ParameterizedTest
    @CsvSource({
        "ΟΔΟΣ, οδος",
        "Σ, σ",
        "ΣΑ, σα",
        "ΑΣ-Α, ας-α",
        "ΑΣ.Α, ασ.α",
        "ΑΣ., ας.",
        "Α1Σ, α1σ",
        "Α.Σ, α.ς",
        "'Α\u0301Σ', 'α\u0301ς'",
        "'ΑΣ\u0301Α', 'ασ\u0301α'",
        "ΣΣΣ, σσς",
        "𐐀Σ, 𐐨ς"
    })
    void givesASigmaTheFormThatItsPlaceInTheWordAsksFor(String word, String expected) {
        // When
        String lower = PythonLowercase.of(word);

        // Then
        assertThat(lower).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"İstanbul, 'i\u0307stanbul'", "'\u212A', k", "ǅungla, ǆungla", "ẞ, ß", "𝒳, 𝒳", "ÀÉ, àé"})
    void lowersWhatIsNotAscii(String word, String expected) {
        // When
        String lower = PythonLowercase.of(word);

        // Then
        assertThat(lower).isEqualTo(expected);
    }

    @Test
    void returnsTheSameStringWhenNothingChanges() {
        // Given
        String word = "re-examined\ud83d";

        // When
        String lower = PythonLowercase.of(word);

        // Then
        assertThat(lower).isSameAs(word);
    }

    @Test
    void keepsLoneSurrogates() {
        // When
        String lower = PythonLowercase.of("A\udc00Σ\ud800B");

        // Then
        assertThat(lower).isEqualTo("a\udc00σ\ud800b");
    }
}
