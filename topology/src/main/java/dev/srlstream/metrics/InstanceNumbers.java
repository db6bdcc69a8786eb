package dev.srlstream.metrics;

import dev.srlstream.sentence.Rejection.Stage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance has done and has in work at a moment. Counts are since its start: readers make rates of them.
 *
 * @param at milliseconds since 1970
 * @param lag records that have not been fetched; null where Kafka's consumer does not say
 * @param busySeconds that workers have spent in forward passes
 * @param p50 milliseconds from the timestamp of a sentence's record to the commit of its outcome, of the last minute; null where none was
 *     committed
 */
public record InstanceNumbers(
        long at,
        double sentences,
        double frames,
        double rejections,
        Map<String, Double> rejectionsByStage,
        @Nullable Double lag,
        double pending,
        double busySeconds,
        double workers,
        double memoryUsedBytes,
        double memoryTotalBytes,
        double partitions,
        @Nullable Long p50,
        @Nullable Long p99) {
    private static final String LAG = "kafka.consumer.fetch.manager.records.lag";

    /**
     * @param topic of sentences
     * @param at now, in milliseconds since 1970
     */
    public static InstanceNumbers of(MeterRegistry registry, String topic, RecentLatencies recent, long at) {
        Map<String, Double> byStage = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            byStage.put(stage.toString(), SrlMeter.REJECTIONS.sum(registry, "stage", stage.toString()));
        }
        long[] latencies = recent.lastMinute(at);
        return new InstanceNumbers(
                at,
                SrlMeter.OUTCOMES.sum(registry),
                SrlMeter.FRAMES.sum(registry),
                SrlMeter.REJECTIONS.sum(registry),
                byStage,
                lag(registry, topic),
                SrlMeter.PENDING_SENTENCES.sum(registry),
                SrlMeter.ENGINE_BUSY.sum(registry),
                SrlMeter.ENGINE_WORKERS.sum(registry),
                SrlMeter.DEVICE_MEMORY_USED.sum(registry),
                SrlMeter.DEVICE_MEMORY_TOTAL.sum(registry),
                SrlMeter.PARTITIONS_ASSIGNED.sum(registry),
                percentile(latencies, 50),
                percentile(latencies, 99));
    }

    /** Of the sentences topic alone: a changelog that is being restored is none of its backlog. */
    private static @Nullable Double lag(MeterRegistry registry, String topic) {
        Collection<Gauge> partitions = registry.find(LAG).tag("topic", topic).gauges();
        if (partitions.isEmpty()) {
            return null;
        }
        return partitions.stream()
                .mapToDouble(Gauge::value)
                // Of a partition from which nothing has been fetched, as there is nothing, it is no number.
                .filter(Double::isFinite)
                .sum();
    }

    private static @Nullable Long percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted.length == 0 ? null : (Long) sorted[rank - 1];
    }
}
