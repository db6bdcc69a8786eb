package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.SrlService;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Output topics whose brokers refuse some outcomes for their keys and times. */
@Tag("long")
class RefusedOutcomesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Map<String, String> STRICT =
            Map.of("cleanup.policy", "compact", "message.timestamp.before.max.ms", "86400000");
    private static final long NOW = System.currentTimeMillis();
    private static final long OLD = NOW - Duration.ofDays(30).toMillis();
    private static final byte[] UNREADABLE = {7, 7};

    @TempDir
    private Path folder = Path.of("");

    @Test
    void areRejectedInTheirPlaceAndTheStreamGoesOn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(Map.of("sentences", 2, "diagnostics", 1));
            createStrict(broker, "frames", "rejections");
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, SharedRegistry.get(), folder));
            // When
            publish(broker, settings);
            // Then
            try (CommittedRecords outcomes =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                service.start();
                await("all outcomes").atMost(PATIENCE).until(() -> outcomes.poll() >= 15);
                assertThat(offsets(outcomes.of("frames", 0))).containsExactly(0L, 4L);
                assertThat(offsets(outcomes.of("frames", 1))).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
                List<ConsumerRecord<byte[], byte[]>> rejections = outcomes.of("rejections", 0);
                assertThat(rejections)
                        .extracting(RefusedOutcomesIT::keyAndStage)
                        .containsExactly("sentences-0@1 write", "2 write", "sentences-0@3 decode");
                assertThat(rejections.subList(0, 2))
                        .extracting(record -> header(record, "srl.rejection.reason"))
                        .satisfiesExactly(
                                reason -> assertThat(reason).contains("topic frames", "without key"),
                                reason -> assertThat(reason).contains("topic frames", "Timestamp " + OLD));
                assertThat(rejections).allMatch(record -> record.timestamp() >= NOW);
                assertThat(outcomes.of("rejections", 1)).isEmpty();
            }
        }
    }

    private static void createStrict(EmbeddedBroker broker, String... topics) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (String topic : topics) {
                admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1).configs(STRICT)))
                        .all()
                        .get();
            }
        }
    }

    private static void publish(EmbeddedBroker broker, Settings settings) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (AvroSerializer<SentenceEvent> events = AvroSerializer.forValues(settings.serdeConfig());
                KafkaProducer<byte[], byte[]> producer = OrderedProducer.of(broker.bootstrapServers())) {
            byte[] event = Objects.requireNonNull(events.serialize(
                    "sentences",
                    SentenceEvent.newBuilder()
                            .setId("1")
                            .setText("The chef opened a restaurant.")
                            .build()));
            sent.add(producer.send(record(0, NOW, "0", event)));
            sent.add(producer.send(record(0, NOW, null, event)));
            sent.add(producer.send(record(0, OLD, "2", event)));
            sent.add(producer.send(record(0, NOW, null, UNREADABLE)));
            sent.add(producer.send(record(0, NOW, "4", event)));
            for (int number = 0; number < 10; number++) {
                sent.add(producer.send(record(1, NOW, Integer.toString(number), event)));
            }
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    private static ProducerRecord<byte[], byte[]> record(
            int partition, long timestamp, @Nullable String key, byte[] value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>("sentences", partition, timestamp, bytes, value);
    }

    private static List<Long> offsets(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> CommittedRecords.source(record).offset())
                .toList();
    }

    private static String keyAndStage(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.key(), StandardCharsets.UTF_8) + " " + header(record, "srl.rejection.stage");
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
