package dev.srlstream.reliability.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void bringsEveryKindOnceInEveryRound() {
        List<Fault> kinds = Fault.all();

        List<Fault> faults = Schedule.of(kinds, 2 * kinds.size() + 1, 5).entries().stream()
                .map(Schedule.Entry::fault)
                .toList();

        assertThat(faults).hasSize(2 * kinds.size() + 1);
        assertThat(Set.copyOf(faults.subList(0, kinds.size()))).isEqualTo(Set.copyOf(kinds));
        assertThat(Set.copyOf(faults.subList(kinds.size(), 2 * kinds.size()))).isEqualTo(Set.copyOf(kinds));
    }

    @Test
    void strikesTheNextTargetInTheNextRound() {
        List<Fault> kinds = Fault.all();

        List<Integer> targets = Schedule.of(kinds, 3 * kinds.size(), 5).entries().stream()
                .filter(entry -> entry.fault() == kinds.get(0))
                .map(Schedule.Entry::target)
                .toList();

        assertThat(targets).containsExactly(0, 1, 2);
    }

    @Test
    void followsItsSeedAlone() {
        assertThat(Schedule.of(Fault.all(), 30, 1)).isEqualTo(Schedule.of(Fault.all(), 30, 1));
        assertThat(Schedule.of(Fault.all(), 30, 1)).isNotEqualTo(Schedule.of(Fault.all(), 30, 2));
    }
}
