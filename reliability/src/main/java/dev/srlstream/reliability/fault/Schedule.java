package dev.srlstream.reliability.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Which faults strike, in their order: rounds in which every kind comes once, each round shuffled, all from a seed. */
public record Schedule(List<Entry> entries) {
    /** @param target see {@link Fault#strike} */
    public record Entry(Fault fault, int target) {}

    public static Schedule of(List<Fault> kinds, int faults, long seed) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        while (entries.size() < faults && !kinds.isEmpty()) {
            List<Fault> round = new ArrayList<>(kinds);
            Collections.shuffle(round, random);
            for (Fault fault : round.subList(0, Math.min(round.size(), faults - entries.size()))) {
                // From round to round a kind strikes the next instance, and the next broker.
                entries.add(new Entry(fault, entries.size() / kinds.size() + kinds.indexOf(fault)));
            }
        }
        return new Schedule(List.copyOf(entries));
    }
}
