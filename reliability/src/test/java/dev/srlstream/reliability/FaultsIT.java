package dev.srlstream.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.reliability.cluster.KafkaLibraries;
import dev.srlstream.reliability.fault.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short schedule; {@code srl faults} runs longer ones. */
class FaultsIT {
    private static final long SEED = 20261127;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everySentenceHasItsOutcomeOnceWhateverStrikes() throws Exception {
        // Given
        List<Fault> kinds = Fault.all().stream().filter(Fault::isUsual).toList();
        Plan plan =
                new Plan(36_000, 600, kinds.size(), SEED, 3, kafka(), 2, "classic", kinds, false, List.of(), PATIENCE);

        // When
        Verdict verdict = new Trial(plan, folder, System.out::println).run();

        // Then
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.outcomes()).isEqualTo(36_000);
        // The faults have hit: amid work, and amid transactions.
        assertThat(verdict.strikes()).hasSizeGreaterThan(kinds.size() - 4);
        assertThat(verdict.strikes().stream().filter(strike -> strike.pending() > 0))
                .hasSizeGreaterThan(verdict.strikes().size() / 2);
        assertThat(verdict.aborted()).isPositive();
        assertThat(verdict.rebalances()).isGreaterThan(4);
    }

    @Test
    void soItIsUnderTheStreamsProtocol() throws Exception {
        // Given
        List<Fault> kinds = Fault.all().stream()
                .filter(fault ->
                        List.of("KILL", "TERMINATE", "FREEZE", "KILL_BROKER").contains(fault.name()))
                .toList();
        Plan plan = new Plan(12_000, 600, 4, SEED, 1, kafka(), 2, "streams", kinds, false, List.of(), PATIENCE);

        // When
        Verdict verdict = new Trial(plan, folder, System.out::println).run();

        // Then
        assertThat(verdict.complaints()).isEmpty();
        assertThat(verdict.strikes()).hasSize(4);
        assertThat(verdict.rebalances()).isGreaterThan(2);
    }

    private static KafkaLibraries kafka() throws IOException {
        return KafkaLibraries.in(KafkaLibraries.bundled());
    }
}
