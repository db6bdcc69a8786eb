package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.benchmarks.measure.Cost;
import java.util.Iterator;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void comparesPassByPassAndForgetsTheFirst() throws Exception {
        // Given: a machine that is ten times slower in the second of the counted passes
        Series one = new Series(turns(1000, 8, 0.8, 12));
        Series other = new Series(turns(1, 4, 0.2, 4));

        // When
        Series.measure(List.of(one, other), 3, 0);

        // Then
        assertThat(one.median(turn -> turn.amount().wordpieces())).isEqualTo(8);
        assertThat(one.over(other, turn -> turn.amount().wordpieces())).isEqualTo(3);
    }

    private static Work turns(double... wordpieces) {
        Iterator<Double> next = DoubleStream.of(wordpieces).iterator();
        return seconds -> new Turn(new Amount(next.next(), 0), new Cost(1, 1));
    }
}
