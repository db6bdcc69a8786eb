package dev.srlstream.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClosestNameTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, '', 3", "same, same, 0", "ab, ba, 2"})
    void countsEdits(String left, String right, int expected) {
        assertThat(ClosestName.distance(left, right)).isEqualTo(expected);
    }

    @Test
    void suggestsNothingFarFetched() {
        String suggestion = ClosestName.suggestion("pending", List.of("topic.frames"));

        assertThat(suggestion).isEmpty();
    }
}
