package dev.srlstream.metrics;

import dev.srlstream.sentence.Rejection.Stage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** How long sentences take at each stage, in the stream and in the engine. */
public final class StageMeters {
    private final Map<Stage, Timer> timers = new EnumMap<>(Stage.class);

    public StageMeters(MeterRegistry registry) {
        for (Stage stage : Stage.values()) {
            timers.put(stage, SrlMeter.STAGE.timer(registry, stage.toString()));
        }
    }

    void passed(Stage stage, long nanoseconds) {
        Objects.requireNonNull(timers.get(stage)).record(nanoseconds, TimeUnit.NANOSECONDS);
    }
}
