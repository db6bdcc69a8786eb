package dev.srlstream.english;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An asterisk follows each predicate where auxiliaries that go with a verb are none. */
class AuxiliariesTest {
    private static final English ENGLISH = English.load(PredicateTagger.LSTM, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The door has been opened* .",
                "She is* a chef , and they are* ready .",
                "Did n't you see* it ?",
                "Where is John going* ?",
                "They could n't 've known* .",
                "He will not have left* , I think* .",
                "Who has eaten* my porridge ?",
                "We have* two cats and they do* tricks .",
                "He said* he would* .",
                "It was being slowly repaired* by Ann ."
            })
    void leavesOutAuxiliariesThatGoWithAVerb(String marked) {
        // Given
        MarkedWords expected = MarkedWords.of(marked);

        // When
        List<Integer> predicates = ENGLISH.predicates(expected.words());

        // Then
        assertThat(predicates).isEqualTo(expected.predicates());
    }
}
