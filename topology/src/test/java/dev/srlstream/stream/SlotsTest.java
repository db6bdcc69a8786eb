package dev.srlstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.stream.pending.Slots;
import org.junit.jupiter.api.Test;

class SlotsTest {
    private final Slots slots = new Slots();

    @Test
    void reusesTheSlotThatWasFreedLast() {
        for (int i = 0; i < 3; i++) {
            slots.take();
        }
        slots.free(0);
        slots.free(2);

        int[] taken = {slots.take(), slots.take(), slots.take()};

        assertThat(taken).containsExactly(2, 0, 3);
    }

    @Test
    void passesOverRestoredSlotsUntilTheyAreFreed() {
        slots.restore(0);
        slots.restore(2);

        int[] taken = {slots.take(), slots.take()};

        assertThat(taken).containsExactly(1, 3);
        slots.free(2);
        assertThat(slots.take()).isEqualTo(2);
    }
}
