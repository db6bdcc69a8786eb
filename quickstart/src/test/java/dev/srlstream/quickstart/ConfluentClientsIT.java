package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.event.SentenceFrames;
import dev.srlstream.operations.SrlService;
import dev.srlstream.serde.AvroTrust;
import dev.srlstream.warmup.WarmUpListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confluent's genuine classes on a real broker and registry: at publishers, in the service, in commands and at consumers. */
class ConfluentClientsIT {
    private static final String SERIALIZER = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    private static final String DESERIALIZER = "io.confluent.kafka.serializers.KafkaAvroDeserializer";
    private static final Map<String, String> THEIRS =
            Map.of("value.serializer", SERIALIZER, "value.deserializer", DESERIALIZER);

    private static final String SENTENCES = "confluent.sentences";
    private static final List<String> ACCEPTED = List.of("specific", "older", "newer", "command");
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** What publishers wrote before the optional fields were there. */
    private static final Schema OLDER =
            event().requiredString("id").requiredString("text").endRecord();

    /** What publishers may write one day. */
    private static final Schema NEWER = event().requiredString("id")
            .requiredString("text")
            .name("score")
            .type()
            .doubleType()
            .doubleDefault(0)
            .endRecord();

    private final ApicurioRegistry registry;

    @TempDir
    private Path folder = Path.of("");

    ConfluentClientsIT() throws Exception {
        registry = SharedRegistry.get();
    }

    @BeforeAll
    static void haveTheClasses() {
        boolean there;
        try {
            Class.forName(SERIALIZER);
            there = true;
        } catch (ClassNotFoundException e) {
            there = false;
        }
        AvroTrust.inEvents();
        assumeTrue(there, "Confluent's jars are not there; the build of the module topology unpacks them.");
    }

    @Test
    void allOfThemUnderstandEachOther() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            // Given
            broker.createTopics(Map.of(
                    SENTENCES,
                    1,
                    "ours",
                    1,
                    "theirs",
                    1,
                    "ours.no",
                    1,
                    "theirs.no",
                    1,
                    "ours.health",
                    1,
                    "theirs.health",
                    1));
            Map<String, String> ours = settings(broker, "ours", Map.of());
            Map<String, String> theirs = settings(broker, "theirs", THEIRS);
            publish(broker, theirs);
            try (CommittedRecords outcomes = new CommittedRecords(
                    broker.bootstrapServers(), List.of("ours", "theirs", "ours.no", "theirs.no"))) {
                // When
                label(ours, theirs, outcomes);
                // Then
                assertThat(outcomes.of("theirs", 0))
                        .usingElementComparator((a, b) -> sameRecord(a, b) ? 0 : 1)
                        .containsExactlyElementsOf(outcomes.of("ours", 0));
                assertThatConsumersReadThem(outcomes.of("ours", 0));
            }
            assertThatCommandsReadThem(theirs);
        }
    }

    private void publish(EmbeddedBroker broker, Map<String, String> theirs) throws Exception {
        SentenceEvent specific = SentenceEvent.newBuilder()
                .setId("specific")
                .setText("The chef opened a restaurant.")
                .build();
        try (Serializer<Object> serializer = serializer();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (Object event : List.of(specific, generic(OLDER, "older"), generic(NEWER, "newer"))) {
                producer.send(new ProducerRecord<>(SENTENCES, serializer.serialize(SENTENCES, event)))
                        .get();
            }
            producer.send(new ProducerRecord<>(SENTENCES, new byte[] {0})).get();
        }
        new SecuredConsole(folder, theirs).run("{\"id\":\"command\",\"text\":\"She sold the house.\"}\n", "publish");
    }

    private static void label(Map<String, String> ours, Map<String, String> theirs, CommittedRecords outcomes)
            throws Exception {
        try (SrlService first = new SrlService(Settings.load(null, Map.of(), ours), WarmUpListener.SILENT);
                SrlService second = new SrlService(Settings.load(null, Map.of(), theirs), WarmUpListener.SILENT)) {
            first.start();
            second.start();
            await().atMost(PATIENCE).until(() -> outcomes.poll() == 2 * (ACCEPTED.size() + 1));
        }
        assertThat(outcomes.of("ours.no", 0)).hasSize(1);
        assertThat(outcomes.of("theirs.no", 0)).hasSize(1);
    }

    private void assertThatConsumersReadThem(List<ConsumerRecord<byte[], byte[]>> frames) {
        for (boolean specific : new boolean[] {true, false}) {
            try (Deserializer<Object> deserializer = deserializer(specific)) {
                assertThat(frames)
                        .extracting(entry -> deserializer.deserialize(entry.topic(), entry.value()))
                        .extracting(value -> specific
                                ? ((SentenceFrames) value).getId()
                                : ((GenericRecord) value).get("id").toString())
                        .containsExactlyElementsOf(ACCEPTED);
            }
        }
    }

    private void assertThatCommandsReadThem(Map<String, String> theirs) throws IOException {
        SecuredConsole console = new SecuredConsole(folder, theirs);

        console.run(
                "",
                "audit",
                "--publish",
                "--model",
                QuickstartFiles.locate().checkpoint().toString());
        assertThat(console.run("", "frames")).contains("[V: opened]", "[V: sold]");
        assertThat(console.run("", "diagnostics")).contains("REPAIRED");
        assertThat(console.run("", "rejections")).contains("decode");
    }

    private Map<String, String> settings(EmbeddedBroker broker, String name, Map<String, String> classes) {
        Map<String, String> settings = new HashMap<>(ServiceSettings.of(broker, registry, folder));
        settings.put("application.id", name);
        settings.put("topic.sentences", SENTENCES);
        settings.put("topic.frames", name);
        settings.put("topic.rejections", name + ".no");
        settings.put("topic.diagnostics", name + ".health");
        settings.putAll(classes);
        return settings;
    }

    private static boolean sameRecord(ConsumerRecord<byte[], byte[]> one, ConsumerRecord<byte[], byte[]> other) {
        return Arrays.equals(one.value(), other.value())
                && Arrays.equals(one.key(), other.key())
                && one.timestamp() == other.timestamp()
                && one.headers().equals(other.headers());
    }

    private static GenericRecord generic(Schema schema, String id) {
        return new GenericRecordBuilder(schema)
                .set("id", id)
                .set("text", "The chef opened a restaurant.")
                .build();
    }

    private static SchemaBuilder.FieldAssembler<Schema> event() {
        return SchemaBuilder.record("SentenceEvent")
                .namespace(SentenceEvent.class.getPackageName())
                .fields();
    }

    @SuppressWarnings("unchecked") // It takes all that Avro knows.
    private Serializer<Object> serializer() throws ClassNotFoundException {
        Serializer<Object> serializer = Utils.newInstance(SERIALIZER, Serializer.class);
        serializer.configure(Map.of("schema.registry.url", registry.url()), false);
        return serializer;
    }

    @SuppressWarnings("unchecked")
    private Deserializer<Object> deserializer(boolean specific) {
        try {
            Deserializer<Object> deserializer = Utils.newInstance(DESERIALIZER, Deserializer.class);
            deserializer.configure(
                    Map.of("schema.registry.url", registry.url(), "specific.avro.reader", specific), false);
            return deserializer;
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
