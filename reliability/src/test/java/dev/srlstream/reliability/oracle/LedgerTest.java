package dev.srlstream.reliability.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.load.Numbering;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(new Numbering(2));

    @BeforeEach
    void fillPartitionZero() {
        ledger.enter("frames", 0, 0, true);
        ledger.enter("rejections", 0, 1, false);
        ledger.enter("frames", 0, 2, true);
    }

    @Test
    void findsNothingWrongWithOneOutcomeEachInOrder() {
        ledger.enter("frames", 1, 0, true);
        ledger.enter("frames", 1, 1, true);

        assertThat(ledger.isSpoilt()).isFalse();
        assertThat(ledger.outcomes()).isEqualTo(5);
        assertThat(ledger.frames()).isEqualTo(4);
        assertThat(ledger.missing(5)).isZero();
    }

    @Test
    void countsASecondOutcomeAlsoInTheOtherTopic() {
        ledger.enter("rejections", 0, 2, false);

        assertThat(ledger.repeated()).isEqualTo(1);
        assertThat(ledger.outcomes()).isEqualTo(3);
        assertThat(ledger.examples()).containsExactly("Sentence 4 has a second outcome, in rejections.");
    }

    @Test
    void countsWhatComesAfterALaterOneInItsTopicOnly() {
        ledger.enter("frames", 1, 5, true);
        ledger.enter("rejections", 1, 4, false);
        ledger.enter("frames", 1, 3, true);

        assertThat(ledger.disordered()).isEqualTo(1);
    }

    @Test
    void missesWhatHasNoOutcome() {
        ledger.enter("frames", 1, 1, true);

        assertThat(ledger.missing(6)).isEqualTo(2);
        assertThat(ledger.skipped(0)).isEqualTo(1);
        assertThat(ledger.skipped(2)).isZero();
        assertThat(ledger.firstSkipped(0)).hasValue(1);
        assertThat(ledger.firstSkipped(2)).isEmpty();
    }
}
