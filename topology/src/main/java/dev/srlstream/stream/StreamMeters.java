package dev.srlstream.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/** Kafka Streams' own meters and those of its clients, in a registry until this is closed. */
final class StreamMeters implements AutoCloseable {
    /** Meters of partitions come and go. The binder looks for new ones only so often, and every minute if it is not told. */
    private static final Duration REFRESHED = Duration.ofSeconds(5);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "srl-meters");
        thread.setDaemon(true);
        return thread;
    });
    private final KafkaStreamsMetrics meters;

    StreamMeters(KafkaStreams streams, MeterRegistry registry) {
        meters = new KafkaStreamsMetrics(streams, List.of(), clock, REFRESHED);
        meters.bindTo(registry);
    }

    @Override
    public void close() {
        meters.close();
        clock.shutdownNow();
    }
}
