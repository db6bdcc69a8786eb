package dev.srlstream.benchmarks.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.english.Span;
import dev.srlstream.english.training.TreebankSentence;
import dev.srlstream.english.training.TreebankWord;
import dev.srlstream.evaluation.Count;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Counted by hand. */
class WordsScoreTest {
    private static final TreebankSentence GOLD = new TreebankSentence(
            "It has rained.",
            List.of(word("It", "PRON", 0), word("has", "AUX", 3), word("rained", "VERB", 7), word(".", "PUNCT", 13)));

    @Test
    void comparesPlacesInTheText() {
        // Given
        WordsScore score = new WordsScore();

        // When
        score.add(GOLD, List.of(new Span(0, 2), new Span(3, 6), new Span(7, 13), new Span(13, 14)), List.of(1, 2));
        score.add(GOLD, List.of(new Span(0, 2), new Span(3, 6), new Span(7, 14)), List.of(0, 1, 2));

        // Then
        assertThat(score.sentences()).isEqualTo(2);
        assertThat(score.words()).isEqualTo(new Count(6, 1, 2));
        assertThat(score.predicates()).isEqualTo(new Count(3, 2, 1));
        assertThat(score.verbs()).isEqualTo(new Count(1, 2, 1));
        assertThat(score.withoutVerb()).isEqualTo(50);
        assertThat(score.withoutAny()).isZero();
    }

    private static TreebankWord word(String form, String part, int begin) {
        return new TreebankWord(form, part, "_", new Span(begin, begin + form.length()));
    }
}
