package dev.srlstream.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** The meters that are ours: names and labels as Prometheus shows them, units, buckets, and what they mean. */
@SuppressWarnings("ImmutableEnumChecker") // Nobody changes the lists and arrays, or sees the arrays.
public enum SrlMeter {
    STATE(Kind.GAUGE, "srl_state", "1 for the state that the instance is in, 0 for the others.", "state"),
    BUILD_INFO(
            Kind.GAUGE, "srl_build_info", "Always 1; its labels are the versions in use.", "version", "java", "kafka"),
    MODEL_INFO(
            Kind.GAUGE,
            "srl_model_info",
            "Always 1; its labels say which model labels, and how. There is none before the model is warm.",
            "model",
            "sha256",
            "outcome",
            "policy",
            "device",
            "precision",
            "layers",
            "decode"),
    AUDIT_FINDINGS(Kind.GAUGE, "srl_audit_findings", "Findings of the checkpoint's audit.", "kind"),
    PRECISION_FALLBACK(
            Kind.GAUGE,
            "srl_precision_fallback",
            "1 where the device lacks what model.precision needs, so that the model computes in fp32."),

    OUTCOMES(Kind.COUNTER, "srl_outcomes_total", "Sentences whose outcome is committed.", "outcome"),
    REJECTIONS(
            Kind.COUNTER,
            "srl_rejections_total",
            "Rejections that are committed, by the stage at which the record failed.",
            "stage"),
    FRAMES(Kind.COUNTER, "srl_frames_total", "Frames that are committed: one for each predicate of a sentence."),
    LAST_OUTCOME(
            Kind.GAUGE,
            "srl_last_outcome_timestamp_seconds",
            "When outcomes were committed last, in seconds since 1970. 0 before the first."),
    END_TO_END(
            Kind.TIMER,
            "srl_end_to_end_seconds",
            "From the timestamp of the sentence's record to the commit of its outcome, so the wait on the brokers is in it.",
            new double[] {.05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600}),
    STAGE(
            Kind.TIMER,
            "srl_stage_seconds",
            "Time of a sentence at each stage that it passed: infer includes the wait for a batch.",
            new double[] {.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
            "stage"),
    SENTENCE_TOKENS(Kind.SUMMARY, "srl_sentence_tokens", "Words of the sentences that got frames.", powersOfTwo(3, 9)),
    RESTORED_SENTENCES(
            Kind.COUNTER,
            "srl_restored_sentences_total",
            "Pending sentences that the instance took over from an earlier owner of their partition."),

    PARTITIONS_ASSIGNED(
            Kind.GAUGE, "srl_partitions_assigned", "Partitions of the sentences topic that the instance works on."),
    PENDING_SENTENCES(
            Kind.GAUGE,
            "srl_pending_sentences",
            "Sentences that have been read and have no outcome yet. The backlog is these and the consumer's lag."),
    PENDING_LIMIT(
            Kind.GAUGE,
            "srl_pending_limit_sentences",
            "Most sentences of one partition that may be pending: pending.max, or what follows from the device."),
    PENDING_BYTES(Kind.GAUGE, "srl_pending_bytes", "Bytes of the records that are pending."),
    PENDING_OLDEST_AGE(
            Kind.GAUGE,
            "srl_pending_oldest_age_seconds",
            "How long the oldest pending sentence has been with this instance."),

    ENGINE_WORKERS(Kind.GAUGE, "srl_engine_workers", "Batches that are computed at the same time, at most.", "device"),
    ENGINE_TIMEOUT(
            Kind.GAUGE, "srl_engine_timeout_seconds", "How long a batch may take before the device is taken to hang."),
    ENGINE_BUSY(
            Kind.COUNTER,
            "srl_engine_busy_seconds_total",
            "Time that workers spent in forward passes, all workers together; a pass counts when it ends.",
            "device"),
    WORDPIECES(Kind.COUNTER, "srl_wordpieces_total", "Wordpieces that went through the model."),
    BATCHES_SPLIT(
            Kind.COUNTER, "srl_batches_split_total", "Batches that failed, so that their halves were tried alone."),
    BATCH_SECONDS(
            Kind.TIMER,
            "srl_batch_seconds",
            "Time of a forward pass.",
            new double[] {.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 120},
            "device",
            "precision"),
    BATCH_TOKENS(
            Kind.SUMMARY,
            "srl_batch_tokens",
            "Wordpieces of a forward pass. Far below engine.batch.tokens, the device could do more.",
            powersOfTwo(4, 16)),
    BATCH_ROWS(
            Kind.SUMMARY,
            "srl_batch_rows",
            "Rows of a forward pass: a sentence with one of its predicates each.",
            powersOfTwo(0, 10)),
    BATCH_OLDEST_AGE(
            Kind.GAUGE,
            "srl_batch_oldest_age_seconds",
            "How long the forward pass has been running that began first; 0 where none runs."),
    QUEUE_ROWS(Kind.GAUGE, "srl_queue_rows", "Rows that wait for a batch."),
    QUEUE_OLDEST_AGE(
            Kind.GAUGE,
            "srl_queue_oldest_age_seconds",
            "How long the row has waited for a batch that has waited longest."),
    DEVICE_MEMORY_USED(
            Kind.GAUGE,
            "srl_device_memory_used_bytes",
            "Memory of the device in use: of a GPU by all its users, of the processor by this process.",
            "device"),
    DEVICE_MEMORY_TOTAL(Kind.GAUGE, "srl_device_memory_total_bytes", "Memory that the device has.", "device");

    /** How a meter counts. */
    public enum Kind {
        COUNTER,
        GAUGE,
        /** A histogram of seconds. */
        TIMER,
        /** A histogram of anything else. */
        SUMMARY
    }

    private final Kind kind;
    private final String prometheusName;
    private final String help;
    private final List<String> labels;
    private final double[] buckets;

    SrlMeter(Kind kind, String prometheusName, String help, String... labels) {
        this(kind, prometheusName, help, new double[0], labels);
    }

    SrlMeter(Kind kind, String prometheusName, String help, double[] buckets, String... labels) {
        this.kind = kind;
        this.prometheusName = prometheusName;
        this.help = help;
        this.labels = List.of(labels);
        this.buckets = buckets;
    }

    public Kind kind() {
        return kind;
    }

    public String prometheusName() {
        return prometheusName;
    }

    public String help() {
        return help;
    }

    /** Beside {@code application}, which all have. */
    public List<String> labels() {
        return labels;
    }

    /** Upper bounds of a histogram's buckets; empty for others. */
    public List<Double> buckets() {
        return DoubleStream.of(buckets).boxed().toList();
    }

    Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id()).description(help).tags(tags(values)).register(registry);
    }

    /** @param value held as long as the registry is */
    void gauge(MeterRegistry registry, Supplier<Number> value, String... values) {
        Gauge.builder(id(), value).description(help).tags(tags(values)).register(registry);
    }

    Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id())
                .description(help)
                .tags(tags(values))
                .serviceLevelObjectives(DoubleStream.of(buckets)
                        .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
                        .toArray(Duration[]::new))
                .register(registry);
    }

    DistributionSummary summary(MeterRegistry registry, String... values) {
        return DistributionSummary.builder(id())
                .description(help)
                .tags(tags(values))
                .serviceLevelObjectives(buckets)
                .register(registry);
    }

    /**
     * What a counter or a gauge says at the moment, all its series together; 0 where there is none yet.
     *
     * @param labelsAndValues of the series that count; all do where there are none
     */
    public double sum(MeterRegistry registry, String... labelsAndValues) {
        return registry.find(id()).tags(labelsAndValues).meters().stream()
                .flatMap(meter -> StreamSupport.stream(meter.measure().spliterator(), false))
                .mapToDouble(Measurement::getValue)
                .filter(Double::isFinite)
                .sum();
    }

    private String id() {
        return prometheusName.replace('_', '.');
    }

    private List<Tag> tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(
                    prometheusName + " has the labels " + labels + ", not " + values.length + " of them.");
        }
        return IntStream.range(0, values.length)
                .mapToObj(i -> Tag.of(labels.get(i), values[i]))
                .toList();
    }

    private static double[] powersOfTwo(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToDouble(i -> 1 << i).toArray();
    }
}
