package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.config.Settings;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.operations.SrlService;
import dev.srlstream.registry.SchemaRegistryClient;
import dev.srlstream.warmup.WarmUpListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An event, with a schema of its publisher's choice, makes the service load, open or allocate nothing. */
@Tag("long")
class HostileEventsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A sentence to the service; to Avro's own reader, were it let, a file to be opened for writing and objects to be made. */
    private static final String ARMED = """
        {"type":"record","name":"dev.srlstream.event.SentenceEvent","fields":[
         {"name":"id","type":{"type":"string","java-class":"java.io.FileOutputStream"}},
         {"name":"text","type":{"type":"string","java-class":"CANARY","avro.java.string":"CANARY","logicalType":"uuid"}},
         {"name":"attributes","type":{"type":"map","values":{"type":"string","java-class":"CANARY"},"java-key-class":"CANARY","java-class":"CANARY"}},
         {"name":"one","type":{"type":"record","name":"CANARY","fields":[{"name":"x","type":{"type":"string","java-class":"CANARY"}}]}},
         {"name":"many","type":{"type":"array","items":"string","java-class":"CANARY","java-element-class":"CANARY"}}]}
        """.replace("CANARY", Canary.NAME);

    private static final String OTHER = """
        {"type":"record","name":"%s","fields":[{"name":"id","type":{"type":"string","java-class":"%s"}}]}
        """;

    private final List<byte[]> hostile = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void nothingIsLoadedOpenedOrAllocatedForAnEvent() throws Exception {
        QuickstartFiles files = QuickstartFiles.locate();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry = ApicurioRegistry.start(files.registry())) {
            // Given
            broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
            SchemaRegistryClient client = new SchemaRegistryClient(Map.of("schema.registry.url", registry.url()));
            Path created = folder.resolve("created-by-an-event");
            byte[] armed = armed(client, created);
            hostile.add(other(client, Canary.NAME));
            hostile.add(other(client, "java.lang.ProcessBuilder"));
            hostile.add(other(client, "dev.srlstream.event.SentenceFrames"));
            int id = client.register("plain", SentenceEvent.getClassSchema(), false);
            // The length of the id: 2^31-1, and 2^40; then an id and a text, and tokens of 2^40 elements, of
            // Long.MIN_VALUE.
            hostile.add(framed(id, 0xfe, 0xff, 0xff, 0xff, 0x0f));
            hostile.add(framed(id, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40));
            hostile.add(framed(id, 2, 'i', 2, 't', 2, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40));
            hostile.add(framed(id, 2, 'i', 2, 't', 2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
            for (int unknown : new int[] {0, id + 1_000, Integer.MAX_VALUE, -1}) {
                hostile.add(framed(unknown, 2, 'i'));
            }
            Settings settings = Settings.load(null, Map.of(), ServiceSettings.of(broker, registry, folder));
            try (SrlService service = new SrlService(settings, WarmUpListener.SILENT);
                    CommittedRecords outputs =
                            new CommittedRecords(broker.bootstrapServers(), List.of("frames", "rejections"))) {
                service.start();
                // When
                publish(broker, armed);
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (outputs.poll() <= hostile.size() && System.nanoTime() < deadline) {
                    // Polling waits a little itself.
                }
                // Then
                assertThat(outputs.of("frames", 0)).hasSize(1);
                assertThat(outputs.of("rejections", 0))
                        .hasSameSizeAs(hostile)
                        .allSatisfy(record -> assertThat(stage(record)).isEqualTo("decode"));
                assertThat(created).doesNotExist();
                assertThat(System.getProperty(Canary.TOUCHED)).isNull();
            }
        }
    }

    private static byte[] armed(SchemaRegistryClient client, Path created) throws IOException {
        Schema schema = new Schema.Parser().parse(ARMED);
        GenericRecord one = new GenericData.Record(schema.getField("one").schema());
        one.put("x", "tweet");
        GenericRecord event = new GenericData.Record(schema);
        event.put("id", created.toString());
        event.put("text", "The chef opened a restaurant.");
        event.put("attributes", Map.of("key", "value"));
        event.put("one", one);
        event.put("many", List.of("tweet"));
        return encoded(client.register("armed", schema, false), event);
    }

    private static byte[] other(SchemaRegistryClient client, String name) throws IOException {
        Schema schema = new Schema.Parser().parse(OTHER.formatted(name, Canary.NAME));
        GenericRecord event = new GenericData.Record(schema);
        event.put("id", "tweet");
        return encoded(client.register(name, schema, false), event);
    }

    private static byte[] encoded(int id, GenericRecord event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(event.getSchema()).write(event, encoder);
        return ByteBuffer.allocate(5 + out.size())
                .put((byte) 0)
                .putInt(id)
                .put(out.toByteArray())
                .array();
    }

    private static byte[] framed(int id, int... payload) {
        ByteBuffer framed =
                ByteBuffer.allocate(5 + payload.length).put((byte) 0).putInt(id);
        for (int octet : payload) {
            framed.put((byte) octet);
        }
        return framed.array();
    }

    private void publish(EmbeddedBroker broker, byte[] armed) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : hostile) {
                producer.send(new ProducerRecord<>("sentences", value)).get();
            }
            producer.send(new ProducerRecord<>("sentences", armed)).get();
        }
    }

    private static String stage(ConsumerRecord<byte[], byte[]> record) {
        Header stage = record.headers().lastHeader("srl.rejection.stage");
        return new String(stage.value(), StandardCharsets.UTF_8);
    }
}
