package dev.srlstream.inference;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
    @Test
    void refusesABudgetWithoutRoom() {
        assertThatThrownBy(() -> new EngineSettings(0, Duration.ZERO, 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
    }

    @Test
    void refusesAnEngineWithoutWorkers() {
        assertThatThrownBy(() -> new EngineSettings(1, Duration.ZERO, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not 0");
    }

    @Test
    void refusesANegativeAge() {
        assertThatThrownBy(() -> new EngineSettings(1, Duration.ofMillis(-1), 1, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }
}
