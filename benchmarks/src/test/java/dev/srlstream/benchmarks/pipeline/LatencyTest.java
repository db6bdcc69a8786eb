package dev.srlstream.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {
    @Test
    void percentilesAreValuesThatWereMeasured() {
        // Given a hundred latencies of 1 to 100 ms, behind one that does not count
        long[] due = new long[101];
        long[] arrived = LongStream.rangeClosed(0, 100)
                .map(i -> i == 0 ? 9_000_000_000L : i * 1_000_000)
                .toArray();

        // When
        Latency latency = Latency.of(due, arrived, 1);

        // Then
        assertThat(latency).isEqualTo(new Latency(50, 95, 99, 100));
    }
}
