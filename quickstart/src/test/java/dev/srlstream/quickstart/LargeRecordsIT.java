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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics with Kafka's own limits, and records as large as they take. */
class LargeRecordsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LARGEST_VALUE = 1_048_000;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theLargestRecordsEndAsRejectionsAndTheStreamGoesOn() throws Exception {
        ApicurioRegistry registry = SharedRegistry.get();
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, registry, folder));
            // Noise does not shrink when it is compressed.
            byte[] noise = new byte[LARGEST_VALUE];
            new Random(7).nextBytes(noise);
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                service.start();
                // When
                publish(broker, settings, noise);
                await("4 outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= 4);
                // Then
                List<ConsumerRecord<byte[], byte[]>> rejections = outputs.of("rejections", 0);
                assertThat(rejections).extracting(LargeRecordsIT::stage).containsExactly("decode", "write");
                assertThat(rejections.get(0).value())
                        .hasSizeGreaterThan(900_000)
                        .isEqualTo(Arrays.copyOf(noise, rejections.get(0).value().length));
                assertThat(outputs.of("frames", 0))
                        .extracting(record -> CommittedRecords.source(record).offset())
                        .containsExactly(2L, 3L);
            }
        }
    }

    private static void publish(EmbeddedBroker broker, Settings settings, byte[] noise) throws Exception {
        try (AvroSerializer<SentenceEvent> avro = AvroSerializer.forValues(settings.serdeConfig());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers(), "max.request.size", "4000000"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            SentenceEvent spacious = event(Collections.nCopies(650, " "), 650).build();
            SentenceEvent decorated = event(List.of("Go"), 1)
                    .setAttributes(Map.of("note", "x".repeat(900_000)))
                    .build();
            SentenceEvent plain = event(List.of("Go"), 1).build();
            for (byte[] value : List.of(
                    noise,
                    Objects.requireNonNull(avro.serialize("sentences", spacious)),
                    Objects.requireNonNull(avro.serialize("sentences", decorated)),
                    Objects.requireNonNull(avro.serialize("sentences", plain)))) {
                producer.send(new ProducerRecord<>("sentences", value)).get();
            }
        }
    }

    private static SentenceEvent.Builder event(List<String> tokens, int predicates) {
        return SentenceEvent.newBuilder()
                .setId("large")
                .setText("Go " + "and ".repeat(100))
                .setTokens(tokens)
                .setPredicates(IntStream.range(0, predicates).boxed().toList());
    }

    private static String stage(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("srl.rejection.stage").value(), StandardCharsets.UTF_8);
    }
}
