package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second instance gets its share at once, however long the first has worked. */
@Tag("long")
class ScaleOutIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** Each leaves two records in the changelog, whose ends then are further off than Kafka Streams lets a newcomer be behind. */
    private static final int RECORDS = 16_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aSecondInstanceGetsItsShareAtOnce() throws Exception {
        aSecondInstanceGetsItsShareAtOnce("classic");
    }

    @Test
    void aSecondInstanceGetsItsShareAtOnceUnderTheStreamsProtocol() throws Exception {
        aSecondInstanceGetsItsShareAtOnce("streams");
    }

    private void aSecondInstanceGetsItsShareAtOnce(String protocol) throws Exception {
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
            Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
            configuration.put("kafka.group.protocol", protocol);
            // Else what is rejected at once would not come as far as the changelog.
            configuration.put("kafka.statestore.cache.max.bytes", "0");
            Settings settings = Settings.load(null, Map.of(), configuration);
            try (SrlService first = new SrlService(settings, WarmUpListener.SILENT);
                    SrlService second = new SrlService(settings, WarmUpListener.SILENT);
                    CommittedRecords rejections =
                            new CommittedRecords(broker.bootstrapServers(), List.of("rejections"));
                    GroupMembers members =
                            new GroupMembers(broker.bootstrapServers(), settings.applicationId(), protocol)) {
                first.start();
                publish(broker);
                await("all rejected").atMost(PATIENCE).until(() -> rejections.poll() >= RECORDS);

                // When
                second.start();

                // Then
                // Kafka Streams would let a newcomer wait for ten minutes.
                await("shared evenly").atMost(PATIENCE).untilAsserted(() -> assertThat(members.partitions())
                        .containsExactly(1, 1));
            }
        }
    }

    /** Records without a value are rejected without the model, but keep their turn. */
    private static void publish(EmbeddedBroker broker) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                var unused = producer.send(new ProducerRecord<>("sentences", i % 2, null, null));
            }
        }
    }
}
