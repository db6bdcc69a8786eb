package dev.srlstream.english;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sentences as the Penn Treebank splits them; an asterisk follows each predicate. */
class EnglishTest {
    private static final English ENGLISH = English.load();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The chef opened* a restaurant in Berlin last year .",
                "I do* n't know* ; we 've* said* it , she 'll* come* , I 'm* sure he 'd* go* .",
                "The students ' books were* n't sold* .",
                "They could* n't 've* known* .",
                "Did* n't you see* ?",
                "He said* ' it works* ' and let* 's go* .",
                "\" Stop* ! \" he shouted* , \" you 're* gon* na hurt* yourself ... \"",
                "The U.S. company said* it can* not ( or can* not ) pay* $ 3.5 million , i.e. 20 % of sales .",
                "The state - of - the - art engine was* re-examined* by Mr. Smith , Ph.D. , at 10:30 a.m.",
                "He works* at example.com and his email is* a.b@example.com .",
                "Who 's* been* eating* my porridge ?"
            })
    void findsThePredicatesOfATreebankSentence(String marked) {
        // Given
        MarkedWords expected = MarkedWords.of(marked);

        // When
        List<Integer> predicates = ENGLISH.predicates(expected.words());

        // Then
        assertThat(predicates).isEqualTo(expected.predicates());
    }
}
