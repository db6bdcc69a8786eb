package dev.srlstream.metrics;

import dev.srlstream.decode.Decoding;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.FindingKind;
import dev.srlstream.health.ServedModel;
import dev.srlstream.health.ServiceHealth;
import dev.srlstream.health.ServiceState;
import dev.srlstream.inference.EngineSettings;
import dev.srlstream.inference.InferenceEngine;
import dev.srlstream.stream.pending.PendingTally;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/** What an instance is and has in work, as gauges that are read when they are asked for. Each method is called once. */
public final class InstanceMeters {
    private static final double NANOSECONDS = 1e9;

    private final MeterRegistry registry;

    public InstanceMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** @param version of the product */
    public void started(ServiceHealth health, String version, String kafka) {
        SrlMeter.BUILD_INFO.gauge(registry, () -> 1, version, Runtime.version().toString(), kafka);
        for (ServiceState state : ServiceState.values()) {
            SrlMeter.STATE.gauge(registry, () -> health.status().state() == state ? 1 : 0, state.toString());
        }
    }

    public void audited(CheckpointAudit audit) {
        for (FindingKind kind : FindingKind.values()) {
            long count = audit.getFindings().stream()
                    .filter(finding -> finding.getKind() == kind)
                    .count();
            SrlMeter.AUDIT_FINDINGS.gauge(registry, () -> count, kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /**
     * @param decoding how tags are chosen
     * @param fellBack whether the model computes in another precision than was asked for
     */
    public void warm(ServedModel model, Decoding decoding, boolean fellBack) {
        String device = Objects.requireNonNull(model.device());
        SrlMeter.MODEL_INFO.gauge(
                registry,
                () -> 1,
                model.name(),
                model.sha256(),
                model.outcome(),
                model.policy(),
                device,
                Objects.requireNonNull(model.precision()),
                Objects.requireNonNull(model.layers()),
                decoding.name().toLowerCase(Locale.ROOT));
        SrlMeter.PRECISION_FALLBACK.gauge(registry, () -> fellBack ? 1 : 0);
        DeviceMemory memory = DeviceMemory.of(device);
        SrlMeter.DEVICE_MEMORY_USED.gauge(registry, memory::usedBytes, device);
        SrlMeter.DEVICE_MEMORY_TOTAL.gauge(registry, memory::totalBytes, device);
    }

    public void engine(InferenceEngine engine, EngineSettings settings, String device) {
        SrlMeter.ENGINE_WORKERS.gauge(registry, settings::workers, device);
        SrlMeter.ENGINE_TIMEOUT.gauge(registry, () -> seconds(settings.timeout()));
        SrlMeter.QUEUE_ROWS.gauge(registry, engine::queuedRows);
        SrlMeter.QUEUE_OLDEST_AGE.gauge(registry, () -> seconds(engine.oldestQueuedAge()));
        SrlMeter.BATCH_OLDEST_AGE.gauge(registry, () -> seconds(engine.oldestPassAge()));
    }

    /** @param limit most sentences of one partition that may be pending */
    public void pending(PendingTally pending, int limit) {
        SrlMeter.PARTITIONS_ASSIGNED.gauge(registry, pending::tasks);
        SrlMeter.PENDING_SENTENCES.gauge(registry, pending::sentences);
        SrlMeter.PENDING_LIMIT.gauge(registry, () -> limit);
        SrlMeter.PENDING_BYTES.gauge(registry, pending::bytes);
        SrlMeter.PENDING_OLDEST_AGE.gauge(registry, () -> seconds(pending.oldestAge()));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / NANOSECONDS;
    }
}
