package dev.srlstream.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    @AfterEach
    void stop() {
        threads.shutdown();
    }

    @Test
    void countsNoTimeInWhichAWorkerOnlyWaitsForTheOthersEnd() throws Exception {
        // Given: the same speed in steps of 50 and of 400 milliseconds, so that a turn ends after 50 and after 400
        var cycles = List.of(waiting(50), waiting(400));

        // When: a busy machine may wake a worker late, but not every time
        double fastest = 0;
        for (int i = 0; i < 50 && fastest < 1_500; i++) {
            Turn turn = new SideBySide(threads, cycles).turn(0.01);
            assertThat(turn.amount().wordpieces()).isEqualTo(450);
            fastest = Math.max(fastest, turn.wordpiecesPerSecond());
        }

        // Then: two workers of 1,000 a second each; by the end of the turn it would be 1,125 for both
        assertThat(fastest).isBetween(1_500.0, 2_000.0);
    }

    private static Cycle<Integer> waiting(int milliseconds) {
        return new Cycle<>(List.of(milliseconds), step -> {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(step);
            for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            return new Amount(step, 0);
        });
    }
}
