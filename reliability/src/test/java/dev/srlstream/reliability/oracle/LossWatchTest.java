package dev.srlstream.reliability.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.load.Numbering;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LossWatchTest {
    private static final int FAR = LossWatch.INTERLEAVED + 10;

    private final Ledger ledger = new Ledger(new Numbering(2));
    private final LossWatch watch = new LossWatch(ledger);

    @Test
    void isCertainOfASentenceThatMuchLaterOnesHaveOvertakenForAWhile() {
        // Given
        enter(1, FAR);

        // Then
        assertThat(watch.isCertain(seconds(0))).isFalse();
        assertThat(watch.isCertain(seconds(7))).isFalse();
        assertThat(watch.isCertain(seconds(9))).isTrue();
    }

    @Test
    void waitsForAnOutcomeThatIsOnlyReadLate() {
        // Given
        enter(1, FAR);
        assertThat(watch.isCertain(seconds(0))).isFalse();

        // When
        enter(0, 1);

        // Then
        assertThat(watch.isCertain(seconds(9))).isFalse();
        assertThat(watch.isCertain(seconds(60))).isFalse();
    }

    @Test
    void givesAnotherSentenceAWhileOfItsOwn() {
        // Given
        enter(1, 5);
        enter(6, FAR);
        assertThat(watch.isCertain(seconds(0))).isFalse();

        // When
        enter(0, 1);

        // Then
        assertThat(watch.isCertain(seconds(9))).isFalse();
        assertThat(watch.isCertain(seconds(18))).isTrue();
    }

    @Test
    void doesNotMindWhatMayBePendingStill() {
        // Given
        enter(1, LossWatch.INTERLEAVED);

        // Then
        assertThat(watch.isCertain(seconds(0))).isFalse();
        assertThat(watch.isCertain(seconds(60))).isFalse();
    }

    private void enter(int from, int to) {
        for (int offset = from; offset < to; offset++) {
            ledger.enter("frames", 1, offset, true);
        }
    }

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
