package dev.srlstream.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
    private static final Instant NOW = Instant.parse("2026-11-30T00:00:00Z");
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(30);

    private final ServiceHealth health = new ServiceHealth(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "STARTING, false, false",
        "AUDITING, false, false",
        "WARMING, false, false",
        "HOLDING, true, true",
        "JOINING, true, false",
        "RUNNING, true, true",
        "STOPPING, true, false",
        "FAILED, true, false"
    })
    void anInstanceThatCameThisFar(ServiceState last, boolean started, boolean ready) {
        for (ServiceState state : ServiceState.values()) {
            if (state.compareTo(last) <= 0 && (state != ServiceState.STOPPING || last == ServiceState.STOPPING)) {
                health.enter(state);
            }
        }

        assertThat(ask(Probe.STARTUP, NOW)).isEqualTo(started);
        assertThat(ask(Probe.READINESS, NOW)).isEqualTo(ready);
        assertThat(ask(Probe.LIVENESS, NOW)).isTrue();
    }

    @Test
    void aSignOfDeathCountsWhileItRuns() {
        // Given
        health.watch(Optional::empty);
        health.watch(() -> Optional.of("A batch has been running for 200 s."));
        assertThat(ask(Probe.LIVENESS, NOW)).isTrue();
        // When
        health.enter(ServiceState.RUNNING);
        // Then
        Probe.Answer answer = Probe.LIVENESS.ask(health, ENDS_WITHIN, NOW);
        assertThat(answer.passes()).isFalse();
        assertThat(answer.reason()).isEqualTo("A batch has been running for 200 s.");
        assertThat(ask(Probe.READINESS, NOW)).isFalse();
        assertThat(ask(Probe.STARTUP, NOW)).isTrue();
    }

    @Test
    void oneWhoseStreamHasFailedIsDeadOnceItShouldHaveEnded() {
        health.enter(ServiceState.RUNNING);
        health.enter(ServiceState.FAILED, "The engine died.");

        assertThat(ask(Probe.LIVENESS, NOW.plus(ENDS_WITHIN))).isTrue();
        Probe.Answer later =
                Probe.LIVENESS.ask(health, ENDS_WITHIN, NOW.plus(ENDS_WITHIN).plusMillis(1));
        assertThat(later.passes()).isFalse();
        assertThat(later.reason()).contains("still there", "The engine died.");
    }

    @Test
    void oneWhoseStartWasRefusedIsAliveAsLongAsItStays() {
        health.enter(ServiceState.AUDITING);
        health.enter(ServiceState.FAILED, "A weight is missing.");

        Probe.Answer answer = Probe.LIVENESS.ask(health, ENDS_WITHIN, NOW.plus(Duration.ofDays(1)));
        assertThat(answer.passes()).isTrue();
        assertThat(answer.reason()).isEqualTo("A weight is missing.");
        assertThat(ask(Probe.STARTUP, NOW)).isFalse();
    }

    @Test
    void theFirstFailureCountsAndNothingRunsAfterIt() {
        health.enter(ServiceState.FAILED, "first");
        health.enter(ServiceState.FAILED, "second");
        health.enter(ServiceState.STOPPING);
        health.enter(ServiceState.RUNNING);

        assertThat(health.status().state()).isEqualTo(ServiceState.FAILED);
        assertThat(health.status().reason()).isEqualTo("first");
    }

    private boolean ask(Probe probe, Instant now) {
        return probe.ask(health, ENDS_WITHIN, now).passes();
    }
}
