package dev.srlstream.metrics;

import dev.srlstream.sentence.Labelled;
import dev.srlstream.sentence.Rejection;
import dev.srlstream.sentence.Rejection.Stage;
import dev.srlstream.stream.outcomes.SentenceOutcome;
import dev.srlstream.stream.outcomes.StreamListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** What becomes of sentences, as meters; what is counted has been committed. */
public final class OutcomeMeters implements StreamListener {
    private final StageMeters stages;
    private final Counter labelled;
    private final Counter rejected;
    private final Map<Stage, Counter> rejections = new EnumMap<>(Stage.class);
    private final Counter frames;
    private final Counter restored;
    private final DistributionSummary tokens;
    private final Timer endToEnd;
    private final RecentLatencies latencies = new RecentLatencies();
    private volatile long last;

    public OutcomeMeters(MeterRegistry registry, StageMeters stages) {
        this.stages = stages;
        this.labelled = SrlMeter.OUTCOMES.counter(registry, "frames");
        this.rejected = SrlMeter.OUTCOMES.counter(registry, "rejection");
        for (Stage stage : Stage.values()) {
            rejections.put(stage, SrlMeter.REJECTIONS.counter(registry, stage.toString()));
        }
        this.frames = SrlMeter.FRAMES.counter(registry);
        this.restored = SrlMeter.RESTORED_SENTENCES.counter(registry);
        this.tokens = SrlMeter.SENTENCE_TOKENS.summary(registry);
        this.endToEnd = SrlMeter.END_TO_END.timer(registry);
        SrlMeter.LAST_OUTCOME.gauge(registry, () -> last / 1e3);
    }

    @Override
    public void passed(Stage stage, long nanoseconds) {
        stages.passed(stage, nanoseconds);
    }

    @Override
    public void restored(int sentences) {
        restored.increment(sentences);
    }

    @Override
    public void committed(List<SentenceOutcome> outcomes) {
        long now = System.currentTimeMillis();
        last = now;
        latencies.add(outcomes, now);
        for (SentenceOutcome outcome : outcomes) {
            // A publisher's clock may be ahead of ours.
            endToEnd.record(Math.max(0, now - outcome.record().timestamp()), TimeUnit.MILLISECONDS);
            if (outcome.labelling() instanceof Labelled done) {
                labelled.increment();
                frames.increment(done.frames().size());
                tokens.record(done.sentence().tokens().size());
            } else if (outcome.labelling() instanceof Rejection rejection) {
                rejected.increment();
                Objects.requireNonNull(rejections.get(rejection.stage())).increment();
            }
        }
    }

    /** Of what was committed lately; may be read by any thread. */
    public RecentLatencies latencies() {
        return latencies;
    }
}
