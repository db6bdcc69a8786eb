package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryLossIT {
    /** In the wire format, with a schema that the service has not seen yet. */
    private static final byte[] RECORD = {0, 0, 0, 0, 77, 1, 2};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void stopsAndLosesNothingWhenTheRegistryIsGone() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            // Given
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, registry, folder));
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                service.start();
                assertThat(service.awaitRunning(Duration.ofMinutes(5))).isTrue();
                registry.close();
                // When
                publish(broker);
                int exitCode = service.awaitStopped();
                // Then
                assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
            }
            try (CommittedRecords outputs =
                    new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                outputs.readToEnd();
                assertThat(outputs.all()).isEmpty();
            }
            // It is there for the next to start.
            assertThat(committed(broker, settings)).isEqualTo(new OffsetAndMetadata(0));
        }
    }

    private static @Nullable OffsetAndMetadata committed(EmbeddedBroker broker, Settings settings) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listConsumerGroupOffsets(settings.applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(new TopicPartition("sentences", 0));
        }
    }

    private static void publish(EmbeddedBroker broker) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("sentences", RECORD)).get();
        }
    }
}
