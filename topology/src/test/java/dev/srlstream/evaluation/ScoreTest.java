package dev.srlstream.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.srlstream.decode.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases of one predicate, counted by hand after the rules of CoNLL-2005. A span is written role@first word-last word. */
class ScoreTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # case                                | gold                          | found                         | counts | verb  | perfect
            all is right                          | A0@0-0 V@1-1 A1@2-4           | A0@0-0 V@1-1 A1@2-4           | 2 0 0  | 1 0 0 | 1
            nothing is there and nothing found    |                               |                               | 0 0 0  | 0 0 0 | 1
            nothing is found                      | V@1-1 A1@2-4                  |                               | 0 0 1  | 0 0 1 | 0
            nothing is there to be found          | V@1-1                         | V@1-1 A1@2-4                  | 0 1 0  | 1 0 0 | 0
            a wrong V alone leaves it perfect     | V@1-1 A1@2-4                  | V@1-2 A1@2-4                  | 1 0 0  | 0 1 1 | 1
            one word less is wholly wrong         | V@1-1 A1@2-4                  | V@1-1 A1@2-3                  | 0 1 1  | 1 0 0 | 0
            another role is wholly wrong          | V@1-1 A1@2-4                  | V@1-1 A2@2-4                  | 0 1 1  | 1 0 0 | 0
            a role twice counts twice             | A1@0-0 A1@2-2                 | A1@0-0                        | 1 0 1  | 0 0 0 | 0
            R-X is a role of its own              | A0@0-0 R-A0@1-1               | A0@0-0 A0@1-1                 | 1 1 1  | 0 0 0 | 0
            pieces are one argument               | A1@0-1 V@2-2 C-A1@3-4         | A1@0-1 V@2-2 C-A1@3-4         | 1 0 0  | 1 0 0 | 1
            a missing piece spoils it             | A1@0-1 V@2-2 C-A1@3-4         | A1@0-1 V@2-2                  | 0 1 1  | 1 0 0 | 0
            a piece too many spoils it            | A1@0-1 V@2-2                  | A1@0-1 V@2-2 C-A1@3-4         | 0 1 1  | 1 0 0 | 0
            other pieces of the same extent       | A1@0-1 C-A1@3-4               | A1@0-0 C-A1@3-4               | 0 1 1  | 0 0 0 | 0
            one piece for two                     | A1@0-1 C-A1@3-4               | A1@0-4                        | 0 1 1  | 0 0 0 | 0
            three pieces                          | A1@0-0 C-A1@2-2 C-A1@4-4      | A1@0-0 C-A1@2-2 C-A1@4-4      | 1 0 0  | 0 0 0 | 1
            pieces of an R                        | R-A1@0-0 C-R-A1@2-2           | R-A1@0-0 C-R-A1@2-2           | 1 0 0  | 0 0 0 | 1
            a piece without a beginning is an X   | V@0-0 A1@1-2                  | V@0-0 C-A1@1-2                | 1 0 0  | 1 0 0 | 1
            a piece belongs to the last X         | A1@0-0 A1@2-2 C-A1@4-4        | A1@0-0 C-A1@4-4 A1@6-6        | 0 2 2  | 0 0 0 | 0
            a piece behind another role           | A1@0-0 A0@2-2 C-A1@4-4        | A1@0-0 A0@2-2 C-A1@4-4        | 2 0 0  | 0 0 0 | 1
            C-V belongs to V                      | V@1-1 A1@2-2 C-V@3-3          | V@1-1 A1@2-2                  | 1 0 0  | 0 1 1 | 1
            inside of another                     | A1@0-4 A0@1-2                 | A1@0-4                        | 1 0 1  | 0 0 0 | 0
            """)
    void countsByTheRulesOfConll2005(
            String name, @Nullable String gold, @Nullable String found, String counts, String verb, int perfect) {
        // When
        Score score = new Score();
        score.add(spans(gold), spans(found));

        // Then
        assertThat(score.overall()).isEqualTo(count(counts));
        assertThat(score.verb()).isEqualTo(count(verb));
        assertThat(score.perfect()).isEqualTo(perfect);
        assertThat(score.propositions()).isEqualTo(1);
    }

    @Test
    void addsUpByRoleAndOverall() {
        // When
        Score score = new Score();
        score.add(spans("A0@0-0 V@1-1 A1@2-4"), spans("A0@0-0 V@1-1 A2@2-4"));
        score.add(spans("A0@0-0 A1@2-3"), spans("A0@0-0 A1@2-3 AM-TMP@5-5"));

        // Then 3 of 5 that were found are right, and 3 of 4 that are there were found
        assertThat(score.overall()).isEqualTo(new Count(3, 2, 1));
        assertThat(score.overall().precision()).isEqualTo(60);
        assertThat(score.overall().recall()).isEqualTo(75);
        assertThat(score.overall().f1()).isCloseTo(2 * 60 * 75 / 135.0, within(1e-9));
        assertThat(score.roles())
                .isEqualTo(Map.of(
                        "A0", new Count(2, 0, 0),
                        "A1", new Count(1, 0, 1),
                        "A2", new Count(0, 1, 0),
                        "AM-TMP", new Count(0, 1, 0)));
        assertThat(score.confusion()).isEqualTo(Map.of("A1", Map.of("A2", 1L)));
        assertThat(score.perfectPercent()).isZero();
    }

    @Test
    void losesTheArgumentsOfAMissedPredicateAndCountsThoseOfOneTooManyAsWrong() {
        // When
        Score score = new Score();
        score.add(spans("A0@0-0 V@1-1"), spans("A0@0-0 V@1-1"));
        score.addMissed(spans("V@3-3 A1@4-5 C-A1@7-7"));
        score.addMissed(spans("V@6-6"));
        score.addExcess(spans("A0@0-0 V@2-2 A1@3-3"));

        // Then
        assertThat(score.overall()).isEqualTo(new Count(1, 2, 1));
        assertThat(score.verb()).isEqualTo(new Count(1, 1, 2));
        assertThat(score.predicates()).isEqualTo(new Count(1, 1, 2));
        assertThat(score.propositions()).isEqualTo(3);
        assertThat(score.perfect()).isEqualTo(1);
    }

    @Test
    void isZeroWhereThereIsNothing() {
        assertThat(List.of(Count.NONE.precision(), Count.NONE.recall(), Count.NONE.f1()))
                .containsOnly(0.0);
    }

    @ParameterizedTest
    @CsvSource({
        "ARG0, A0, ARG0, true",
        "ARG0, AM-TMP, ARGM-TMP, true",
        "ARG0, R-AM-LOC, R-ARGM-LOC, true",
        "ARG0, C-AA, C-ARGA, true",
        "ARG0, AM, ARGM, true",
        "ARG0, ARG1, ARG1, false",
        "ARG0, V, V, false",
        "ARG0, AGENT, AGENT, false",
        "A0, ARGM-TMP, AM-TMP, true",
        "A0, C-ARG1, C-A1, true",
        "A0, AM-TMP, AM-TMP, false",
        "AGENT, A0, A0, false",
        "AGENT, ARG0, ARG0, false"
    })
    void readsTheGoldsRolesUnderTheCheckpointsNames(String known, String gold, String expected, boolean renames) {
        // Given
        RoleNames names = new RoleNames(List.of("V", known));

        // When
        List<Span> read = names.of(List.of(new Span(gold, 1, 3)));

        // Then
        assertThat(read).containsExactly(new Span(expected, 1, 3));
        assertThat(names.renames()).isEqualTo(renames);
    }

    private static List<Span> spans(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split(" ")).map(ScoreTest::span).toList();
    }

    private static Span span(String text) {
        String[] parts = text.split("@|-(?=\\d+$)", -1);
        return new Span(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]) + 1);
    }

    private static Count count(String text) {
        long[] numbers =
                Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
        return new Count(numbers[0], numbers[1], numbers[2]);
    }
}
