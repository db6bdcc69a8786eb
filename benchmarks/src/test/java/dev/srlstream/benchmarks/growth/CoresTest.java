package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CoresTest {
    @Test
    void twoCoresDoTwoPiecesAtATime() {
        // Given
        Cores cores = new Cores(2);

        // Then
        assertThat(cores.serve(0, 10)).isEqualTo(10);
        assertThat(cores.serve(0, 10)).isEqualTo(10);
        assertThat(cores.serve(0, 10)).isEqualTo(20);
        assertThat(cores.serve(15, 10)).isEqualTo(25);
        assertThat(cores.serve(100, 10)).isEqualTo(110);
    }

    @Test
    void onlyWhatIsDoneCounts() {
        // Given
        Cores cores = new Cores(2);
        cores.serve(0, 60);

        // When
        cores.countFrom(50);
        cores.serve(50, 1_000);

        // Then 10 of the one and 50 of the other, of 100
        assertThat(cores.used(50, 100)).isCloseTo(0.6, within(1e-9));
    }
}
