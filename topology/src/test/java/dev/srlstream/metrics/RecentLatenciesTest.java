package dev.srlstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentLatenciesTest {
    private final RecentLatencies latencies = new RecentLatencies();

    @Test
    void onlyThoseSinceASecondCountSmallestFirst() {
        latencies.add(0, 9);
        latencies.add(1, 7);
        latencies.add(1, 5_000_000_000L);
        latencies.add(2, -3);

        assertThat(latencies.since(1)).containsExactly(0, 7, Integer.MAX_VALUE);
        assertThat(latencies.since(3)).isEmpty();
    }

    @Test
    void ofMoreThanThereIsRoomForTheNewestCount() {
        for (int i = 0; i < 10_000; i++) {
            latencies.add(0, i);
        }

        assertThat(latencies.since(0)).hasSize(4096).startsWith(10_000 - 4096).endsWith(9_999);
    }
}
