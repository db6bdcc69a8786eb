package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    private static final long MILLISECOND = 1_000_000;

    @Test
    void theRateIsTheSlopeThroughTheBursts() {
        // Given twenty commits of a hundred sentences, one each tenth of a second, after a start that took a minute
        var arrivals = new Arrivals(2_000);
        for (int i = 0; i < 2_000; i++) {
            arrivals.add(i, (60_000 + i / 100 * 100L) * MILLISECOND);
        }

        // When
        double perSecond = arrivals.perSecond();

        // Then
        assertThat(perSecond).isCloseTo(1_000, within(10.0));
    }

    @Test
    void aSlowBeginAndALateLastCommitDoNotCount() {
        // Given
        var arrivals = new Arrivals(2_000);
        arrivals.add(0, 0);
        for (int i = 1; i < 1_900; i++) {
            arrivals.add(i, (5_000 + i / 100 * 100L) * MILLISECOND);
        }
        for (int i = 1_900; i < 2_000; i++) {
            arrivals.add(i, 60_000 * MILLISECOND);
        }

        // When
        double perSecond = arrivals.perSecond();

        // Then
        assertThat(perSecond).isCloseTo(1_000, within(10.0));
    }

    @Test
    void refusesASentenceThatComesOutTwice() {
        // Given
        var arrivals = new Arrivals(2);
        arrivals.add(1, 0);

        // When, Then
        assertThatThrownBy(() -> arrivals.add(1, 5)).hasMessage("Sentence 1 came out twice.");
    }

    @Test
    void saysWhetherEnoughHaveCome() throws InterruptedException {
        // Given
        var arrivals = new Arrivals(2);
        arrivals.add(1, 7);

        // When, Then
        assertThat(arrivals.await(1, Duration.ZERO)).isTrue();
        assertThat(arrivals.await(2, Duration.ofMillis(1))).isFalse();
        assertThat(arrivals.bySentence()).containsExactly(0, 7);
    }
}
