package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.SrlService;
import dev.srlstream.serde.AvroSerializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A follower of the registry does not have the schema of the sentences in one of two partitions. */
class LaggingRegistryIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int OF_EACH = 50;

    /** Longer than any of this takes: what is rejected here is rejected too early. */
    private static final String WAIT = "600000";

    @TempDir
    private Path folder = Path.of("");

    @Test
    @Tag("long")
    void whatIsUnknownWaitsAlsoOverARestartWhileTheOtherPartitionGoesOn() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry =
                        ApicurioRegistry.start(QuickstartFiles.locate().registry());
                LaggingRegistry follower = new LaggingRegistry(registry)) {
            broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
            Settings settings = settings(broker, registry, follower.url());
            follower.lacks(publish(broker, registry, settings));
            try (CommittedRecords outcomes =
                    new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                    service.start();
                    await("the other partition").atMost(PATIENCE).until(() -> outcomes.poll() >= OF_EACH);
                    assertThat(outcomes.of("frames", 0)).isEmpty();
                    int before = follower.misses();
                    await("further questions").atMost(PATIENCE).until(() -> follower.misses() > before + 2);
                }
                try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                    int before = follower.misses();
                    service.start();
                    await("questions after the restart").atMost(PATIENCE).until(() -> follower.misses() > before + 2);
                    follower.catchUp();
                    await("all").atMost(PATIENCE).until(() -> outcomes.poll() >= 2 * OF_EACH);
                }
                assertThat(outcomes.of("frames", 0).stream()
                                .map(record -> CommittedRecords.source(record).offset()))
                        .hasSize(OF_EACH)
                        .isSorted()
                        .doesNotHaveDuplicates();
                assertThat(outcomes.of("frames", 1)).hasSize(OF_EACH);
            }
        }
    }

    @Test
    @Tag("long")
    void anotherAddressThatHasTheSchemaIsEnough() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry =
                        ApicurioRegistry.start(QuickstartFiles.locate().registry());
                LaggingRegistry follower = new LaggingRegistry(registry)) {
            broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 2, "diagnostics", 1));
            Settings settings = settings(broker, registry, follower.url() + "," + registry.url());
            follower.lacks(publish(broker, registry, settings));
            try (CommittedRecords outcomes =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"));
                    SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
                service.start();
                await("all").atMost(PATIENCE).until(() -> outcomes.poll() >= 2 * OF_EACH);
                assertThat(outcomes.of("frames", 0)).hasSize(OF_EACH);
                assertThat(outcomes.of("frames", 1)).hasSize(OF_EACH);
            }
        }
    }

    private Settings settings(EmbeddedBroker broker, ApicurioRegistry registry, String urls) throws Exception {
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        settings.put("schema.registry.url", urls);
        settings.put("schema.wait.ms", WAIT);
        return Settings.load(null, Map.of(), settings);
    }

    /** Sentences with a newer schema to partition 0, with the service's own to partition 1. Returns the id of the newer one. */
    private static int publish(EmbeddedBroker broker, ApicurioRegistry registry, Settings settings) throws Exception {
        Map<String, Object> serde = settings.serdeConfig();
        serde.put("schema.registry.url", registry.url());
        int newer = 0;
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try (AvroSerializer<GenericRecord> generic = AvroSerializer.forValues(serde);
                AvroSerializer<SentenceEvent> specific = AvroSerializer.forValues(serde);
                KafkaProducer<byte[], byte[]> producer = OrderedProducer.of(broker.bootstrapServers())) {
            for (int number = 0; number < OF_EACH; number++) {
                SentenceEvent event = SentenceEvent.newBuilder()
                        .setId(Integer.toString(number))
                        .setText("The chef opened a restaurant.")
                        .build();
                byte[] known = specific.serialize("sentences", event);
                byte[] unknown = generic.serialize("newer", newer(event));
                newer = ByteBuffer.wrap(unknown).getInt(1);
                sent.add(producer.send(new ProducerRecord<>("sentences", 0, null, unknown)));
                sent.add(producer.send(new ProducerRecord<>("sentences", 1, null, known)));
            }
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        return newer;
    }

    private static GenericRecord newer(SentenceEvent event) {
        Schema schema = new Schema.Parser()
                .parse(SentenceEvent.getClassSchema()
                        .toString()
                        .replaceFirst(
                                "\"fields\":\\[", "\"fields\":[{\"name\":\"added\",\"type\":\"int\",\"default\":0},"));
        return new GenericRecordBuilder(schema)
                .set("id", event.getId())
                .set("text", event.getText())
                .build();
    }
}
