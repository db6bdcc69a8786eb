package dev.srlstream.benchmarks.pipeline;

import dev.srlstream.benchmarks.measure.Median;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the rounds of a run came to: medians over rounds, and medians of the rounds' ratios. Owned by one thread. */
final class PipelineFigures {
    private final Map<Subject, List<PhaseSpeed>> throughputs = new EnumMap<>(Subject.class);
    private final Map<Subject, Latency> latencies = new EnumMap<>(Subject.class);

    void add(Subject subject, PhaseSpeed reached) {
        throughputs.computeIfAbsent(subject, any -> new ArrayList<>()).add(reached);
    }

    void add(Subject subject, Latency latency) {
        latencies.put(subject, latency);
    }

    double sentencesPerSecond(Subject subject) {
        return median(rounds(subject), PhaseSpeed::sentencesPerSecond);
    }

    double cpuMilliseconds(Subject subject) {
        return median(rounds(subject), round -> round.usage().cpuMilliseconds());
    }

    double allocatedKilobytes(Subject subject) {
        return median(rounds(subject), round -> round.usage().allocatedKilobytes());
    }

    Optional<Latency> latency(Subject subject) {
        return Optional.ofNullable(latencies.get(subject));
    }

    /** Throughput of one subject as a share of another's, each round by itself, in the order of the rounds. */
    List<Double> shares(Subject subject, Subject of) {
        List<Double> shares = new ArrayList<>();
        for (int round = 0; round < rounds(subject).size(); round++) {
            shares.add(rounds(subject).get(round).sentencesPerSecond()
                    / rounds(of).get(round).sentencesPerSecond());
        }
        return shares;
    }

    double share(Subject subject, Subject of) {
        return median(shares(subject, of), share -> share);
    }

    private List<PhaseSpeed> rounds(Subject subject) {
        return throughputs.getOrDefault(subject, List.of());
    }

    private static <T> double median(List<T> rounds, ToDoubleFunction<T> value) {
        return Median.of(rounds.stream().mapToDouble(value));
    }
}
