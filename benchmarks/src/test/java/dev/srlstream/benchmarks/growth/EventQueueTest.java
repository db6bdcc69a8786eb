package dev.srlstream.benchmarks.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventQueueTest {
    private final EventQueue events = new EventQueue();
    private final List<String> happened = new ArrayList<>();

    @Test
    void whatIsDueAtTheSameTimeHappensInTheOrderOfScheduling() {
        // Given
        events.at(20, () -> note("b"));
        events.at(20, () -> note("c"));
        events.at(10, () -> {
            note("a");
            events.at(20, () -> note("d"));
        });

        // When
        events.runUntil(21);

        // Then
        assertThat(happened).containsExactly("a10", "b20", "c20", "d20");
    }

    @Test
    void whatIsPastHappensNowAndWhatIsToComeNotYet() {
        // Given
        events.runUntil(50);
        events.at(10, () -> note("late"));
        events.at(60, () -> note("early"));

        // When
        events.runUntil(60);

        // Then
        assertThat(happened).containsExactly("late50");
        assertThat(events.now()).isEqualTo(60);
    }

    private void note(String what) {
        happened.add(what + events.now());
    }
}
