package dev.srlstream.metrics;

import dev.srlstream.inference.EngineListener;
import dev.srlstream.sentence.Rejection.Stage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the engine does, as meters. */
public final class EngineMeters implements EngineListener {
    private static final double NANOSECONDS = 1e9;

    private final StageMeters stages;
    private final Counter busy;
    private final Timer seconds;
    private final DistributionSummary tokens;
    private final DistributionSummary rows;
    private final Counter wordpieces;
    private final Counter split;

    /**
     * @param device as a warm-up report names it
     * @param precision that the model computes in
     */
    public EngineMeters(MeterRegistry registry, StageMeters stages, String device, String precision) {
        this.stages = stages;
        this.busy = SrlMeter.ENGINE_BUSY.counter(registry, device);
        this.seconds = SrlMeter.BATCH_SECONDS.timer(registry, device, precision);
        this.tokens = SrlMeter.BATCH_TOKENS.summary(registry);
        this.rows = SrlMeter.BATCH_ROWS.summary(registry);
        this.wordpieces = SrlMeter.WORDPIECES.counter(registry);
        this.split = SrlMeter.BATCHES_SPLIT.counter(registry);
    }

    @Override
    public void passed(Stage stage, long nanoseconds) {
        stages.passed(stage, nanoseconds);
    }

    @Override
    public void computed(int rowCount, int wordpieceCount, long nanoseconds) {
        busy.increment(nanoseconds / NANOSECONDS);
        seconds.record(nanoseconds, TimeUnit.NANOSECONDS);
        tokens.record(wordpieceCount);
        rows.record(rowCount);
        wordpieces.increment(wordpieceCount);
    }

    @Override
    public void split() {
        split.increment();
    }
}
