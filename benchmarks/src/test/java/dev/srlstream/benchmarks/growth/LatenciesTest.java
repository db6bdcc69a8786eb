package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentilesAreRightToAPerCent() {
        // Given
        Latencies latencies = new Latencies();

        // When
        for (int milliseconds = 1; milliseconds <= 1_000; milliseconds++) {
            latencies.add(milliseconds * 1_000_000L);
        }

        // Then
        assertThat(latencies.milliseconds(0.5)).isCloseTo(500, withinPercentage(1.1));
        assertThat(latencies.milliseconds(0.99)).isCloseTo(990, withinPercentage(1.1));
        assertThat(latencies.milliseconds(0)).isCloseTo(1, withinPercentage(1.1));
    }

    @Test
    void nothingHasNoPercentile() {
        assertThat(new Latencies().milliseconds(0.5)).isNaN();
    }
}
