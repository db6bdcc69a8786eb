package dev.srlstream.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.serde.AvroSerializer;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class RegistryLossIT {
    /** In the wire format, with a schema that the service has not seen yet. */
    private static final byte[] UNKNOWN = {0, 0, 0, 0, 77, 1, 2};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void goesOnWithoutARegistryAndStopsWithoutLossWhereItNeedsOne() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            // Given
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, registry, folder));
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                service.start();
                assertThat(service.awaitRunning(Duration.ofMinutes(5))).isTrue();
                byte[] sentence = sentence(registry);
                publish(broker, sentence);
                CommittedRecords.await(broker.bootstrapServers(), "frames", 1);
                registry.close();
                // When its schemas are known
                publish(broker, sentence);
                // Then
                CommittedRecords.await(broker.bootstrapServers(), "frames", 2);
                // When one is not
                publish(broker, UNKNOWN);
                int exitCode = service.awaitStopped();
                // Then
                assertThat(exitCode).isEqualTo(ExitCode.FAILURE);
            }
            try (CommittedRecords outputs =
                    new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                outputs.readToEnd();
                assertThat(outputs.all()).hasSize(2);
            }
            // It is there for the next to start.
            assertThat(committed(broker, settings))
                    .extracting(OffsetAndMetadata::offset)
                    .isEqualTo(2L);
        }
    }

    private static byte[] sentence(ApicurioRegistry registry) {
        SentenceEvent event = SentenceEvent.newBuilder()
                .setId("s1")
                .setText("The chef opened a restaurant.")
                .build();
        try (AvroSerializer<SentenceEvent> serializer =
                AvroSerializer.forValues(Map.of("schema.registry.url", registry.url()))) {
            return requireNonNull(serializer.serialize("sentences", event));
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

    private static void publish(EmbeddedBroker broker, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("sentences", value)).get();
        }
    }
}
