package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.stream.clients.Pace;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final Duration BUSY = Duration.ofMillis(10);

    private long now;
    private final Pace pace = new Pace(COMMIT_INTERVAL, () -> now);

    @Test
    void waitsLongOnlyWhenTheLastCommitIsBehind() {
        pace.taskStarted();
        pace.polled(true);

        pass(COMMIT_INTERVAL);
        assertThat(pace.wait(BUSY, 1)).isEqualTo(BUSY);

        pass(COMMIT_INTERVAL.multipliedBy(2));
        assertThat(pace.wait(BUSY, 1)).isEqualTo(Pace.IDLE);
    }

    @Test
    void waitsShortAgainWhenRecordsCame() {
        pace.polled(true);
        pass(Duration.ofHours(1));
        assertThat(pace.wait(BUSY, 0)).isEqualTo(Pace.IDLE);

        pace.polled(true);

        assertThat(pace.wait(BUSY, 0)).isEqualTo(BUSY);
    }

    @Test
    void waitsShortWhileSomethingIsPending() {
        pace.taskStarted();
        pace.pending();

        pass(Duration.ofHours(1));
        assertThat(pace.wait(BUSY, 1)).isEqualTo(BUSY);

        pace.settled();
        assertThat(pace.wait(BUSY, 1)).isEqualTo(BUSY);
        pass(Duration.ofHours(1));
        assertThat(pace.wait(BUSY, 1)).isEqualTo(Pace.IDLE);
    }

    @Test
    void waitsShortWhilePartitionsAreRestored() {
        pace.taskStarted();

        pass(Duration.ofHours(1));

        assertThat(pace.wait(BUSY, 2)).isEqualTo(BUSY);
    }

    @Test
    void allowsACommitEarlyOnlyWhereNothingIsPendingOrComingAndTheLastOneIsBehind() {
        assertThat(pace.mayCommitEarly()).isFalse();
        pass(COMMIT_INTERVAL.dividedBy(4));
        assertThat(pace.mayCommitEarly()).isTrue();

        pace.pending();
        assertThat(pace.mayCommitEarly()).isFalse();
        pace.settled();
        pace.polled(true);
        assertThat(pace.mayCommitEarly()).isFalse();
        pace.polled(false);
        assertThat(pace.mayCommitEarly()).isTrue();
        pace.committed();
        assertThat(pace.mayCommitEarly()).isFalse();
    }

    @Test
    void commitsEarlyLessOftenWhereManyThreadsShareTheTopic() {
        pace.shares(64);
        pace.wait(BUSY, 8);
        pass(COMMIT_INTERVAL.dividedBy(4));
        assertThat(pace.mayCommitEarly()).isTrue();

        // 32 threads instead of 8
        pace.wait(BUSY, 2);
        assertThat(pace.mayCommitEarly()).isFalse();
        pass(COMMIT_INTERVAL.dividedBy(4).multipliedBy(3));

        assertThat(pace.mayCommitEarly()).isTrue();
    }

    @Test
    void knowsEveryThreadByItself() {
        CompletableFuture.runAsync(pace::pending).join();
        pace.polled(true);

        pass(Duration.ofHours(1));

        assertThat(pace.wait(BUSY, 0)).isEqualTo(Pace.IDLE);
    }

    @Test
    void shortensNoWaitThatIsLonger() {
        Duration longer = Pace.IDLE.multipliedBy(4);
        pace.polled(true);

        pass(Duration.ofHours(1));

        assertThat(pace.wait(longer, 0)).isEqualTo(longer);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
