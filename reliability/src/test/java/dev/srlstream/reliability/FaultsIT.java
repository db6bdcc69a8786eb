package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.fault.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short schedules; {@code srl faults} runs longer ones. */
@Tag("long")
class FaultsIT {
    private static final long SEED = 20261127;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everySentenceHasItsOutcomeOnceWhateverStrikes() throws Exception {
        // Given
        List<Fault> kinds = Fault.all().stream().filter(Fault::isUsual).toList();

        // When
        TrialResult verdict = trial(20_000, 3, "classic", kinds);

        // Then
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.outcomes()).isEqualTo(20_000);
        // The faults have hit: amid work, and amid transactions. A disk cannot be filled without root.
        assertThat(verdict.strikes()).hasSizeGreaterThanOrEqualTo(kinds.size() - 1);
        assertThat(verdict.strikes().stream().filter(strike -> strike.pending() > 0))
                .hasSizeGreaterThan(verdict.strikes().size() / 2);
        assertThat(verdict.aborted()).isPositive();
        assertThat(verdict.rebalances()).isGreaterThan(4);
    }

    @Test
    void soItIsUnderTheStreamsProtocol() throws Exception {
        // Given
        List<Fault> kinds = kinds("KILL", "TERMINATE", "FREEZE", "KILL_BROKER");

        // When
        TrialResult verdict = trial(8_000, 1, "streams", kinds);

        // Then
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.strikes()).hasSize(kinds.size());
        assertThat(verdict.rebalances()).isGreaterThan(2);
    }

    private static List<Fault> kinds(String... names) {
        return Fault.all().stream()
                .filter(fault -> List.of(names).contains(fault.name()))
                .toList();
    }

    private TrialResult trial(int sentences, int brokers, String protocol, List<Fault> kinds) throws Exception {
        Plan plan = new Plan(
                sentences,
                600,
                kinds.size(),
                SEED,
                brokers,
                KafkaLibraries.in(KafkaLibraries.bundled()),
                2,
                protocol,
                kinds,
                false,
                List.of(),
                PATIENCE);
        return new Trial(plan, folder, System.out::println).run();
    }
}
