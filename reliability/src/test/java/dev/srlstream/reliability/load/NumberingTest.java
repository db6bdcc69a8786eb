package dev.srlstream.reliability.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumberingTest {
    private final Numbering numbering = new Numbering(8);

    @Test
    void tellsPlaceAndNumberFromEachOther() {
        for (long number : new long[] {0, 7, 8, 123_456_789}) {
            assertThat(numbering.number(numbering.partition(number), numbering.offset(number)))
                    .isEqualTo(number);
        }
    }

    @Test
    void dealsOutAllSentences() {
        long sum = 0;
        for (int partition = 0; partition < 8; partition++) {
            sum += numbering.size(partition, 1_003);
        }

        assertThat(sum).isEqualTo(1_003);
        assertThat(numbering.size(2, 1_003)).isEqualTo(126);
        assertThat(numbering.size(3, 1_003)).isEqualTo(125);
    }
}
