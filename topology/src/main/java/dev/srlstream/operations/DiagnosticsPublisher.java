package dev.srlstream.operations;

import dev.srlstream.config.ConfiguredSerde;
import dev.srlstream.config.Settings;
import dev.srlstream.diagnosis.Causes;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.stream.HostName;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the diagnostics topic, keyed by checkpoint. Safe from any thread; closed by the caller that made it. */
public final class DiagnosticsPublisher implements AutoCloseable {
    private static final int PATIENCE_MS = 10_000;

    private final Settings settings;
    private final Producer<byte[], Object> producer;

    /** @throws KafkaException when a setting for the producer or the serialiser cannot be used */
    public DiagnosticsPublisher(Settings settings) {
        this(
                settings,
                new KafkaProducer<>(
                        producerConfig(settings), new ByteArraySerializer(), ConfiguredSerde.serializer(settings)));
    }

    DiagnosticsPublisher(Settings settings, Producer<byte[], Object> producer) {
        this.settings = settings;
        this.producer = producer;
    }

    private static Map<String, Object> producerConfig(Settings settings) {
        Map<String, Object> config = settings.kafkaClientConfig();
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        return config;
    }

    /**
     * Publishes and waits until the brokers have it.
     *
     * @param checkpointSha256 the checkpoint it is about, in lower-case hexadecimal: the record's key
     * @param body a CheckpointAudit, a WarmUpReport or an EngineFailure
     * @throws KafkaException when brokers or registry did not take it within 10 s or so
     */
    public void publish(String checkpointSha256, Object body) {
        ModelDiagnostic diagnostic = ModelDiagnostic.newBuilder()
                .setId(UUID.randomUUID().toString())
                .setApplication(settings.applicationId())
                .setInstance(instance())
                .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MILLIS))
                .setBody(body)
                .build();
        byte[] key = checkpointSha256.getBytes(StandardCharsets.UTF_8);
        try {
            producer.send(new ProducerRecord<>(settings.diagnosticsTopic(), key, diagnostic))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(Causes.inOneLine(e), e);
        }
    }

    private static String instance() {
        String process = "pid " + ProcessHandle.current().pid();
        return HostName.find().map(host -> host + " " + process).orElse(process);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
