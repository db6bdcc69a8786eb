package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.Srl;
import dev.srlstream.console.Output;
import dev.srlstream.console.Style;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.SentenceEvent;
import dev.srlstream.registry.SchemaRegistryClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that write and print topics: one bad line or record costs one, and the one to blame is blamed. */
class ConsoleIT {
    @TempDir
    private static Path folder = Path.of("");

    private static EmbeddedBroker broker;
    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.start();
        registry = ApicurioRegistry.start(QuickstartFiles.locate().registry());
        broker.createTopics(
                Map.of("sentences", 1, "bytes", 1, "contested", 1, "contested-audits", 1, "keyed", 3, "whole", 1));
    }

    @AfterAll
    static void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void publishesEveryGoodLineAndNamesEveryOther() throws Exception {
        // Given
        String large = "x".repeat(80_000);
        // When
        Run run = run(
                "She left.\n{\"sentence\":\"He ran.\"}\n{\"id\":1.0,\"text\":\"We sang.\"}\n{\"text\":\"\\ud800\"}\n{\n"
                        + large
                        + "\nThey won.",
                "publish",
                "--set",
                "kafka.max.request.size=70000",
                "--set",
                "record.max.bytes=65536");
        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("Line 4: text has half a character", "Line 5: This is a piece of JSON")
                .contains("Line 6: Kafka does not take a sentence of this size")
                .contains("Published 4 sentences to the topic sentences", "left out 3 lines.")
                .hasLineCount(4);
        try (CommittedRecords records = new CommittedRecords(broker.bootstrapServers(), List.of("sentences"))) {
            records.readToEnd();
            assertThat(records.all().stream().map(record -> new String(record.key(), StandardCharsets.UTF_8)))
                    .containsExactly("1", "2", "1.0", "7");
        }
    }

    @Test
    void givesRecordsWhatTheirLinesAndTheFlagsSay() throws Exception {
        // Given
        // An hour ago: neither in the future nor old enough for the brokers to delete it.
        long time = System.currentTimeMillis() - 3_600_000;
        String lines = """
                {"id":"a","user":"u1","text":"She left.","headers":{"run":"2","none":null},"timestamp":"%s","partition":2}
                {"id":"b","text":"He ran.","attributes":{"user":"u2"}}
                {"id":"c","user":"u3","text":"We sang.","partition":7}
                {"id":"d","user":"u4","text":"They won.","timestamp":9996040000000}
                {"id":"e","text":"It rained."}
                {"id":"f","user":"u6","text":"You slept.","key":null,"timestamp":%d}
                """.formatted(Instant.ofEpochMilli(time), time + 1);
        // When
        Run run = run(
                lines,
                "publish",
                "--topic=keyed",
                "--key-field=user",
                "--header=run=1",
                "--header=source=test",
                "--partition=0",
                "--timestamp=" + (time + 2));
        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.err())
                .contains("Line 3: There is no partition 7: the topic keyed has 0 to 2.")
                .contains("Line 4: Kafka does not take this sentence: ")
                .contains("Line 5: There is no user to be the key")
                .contains("Published 3 sentences to the topic keyed", "left out 3 lines.")
                .hasLineCount(4);
        try (CommittedRecords records = new CommittedRecords(broker.bootstrapServers(), List.of("keyed"))) {
            records.readToEnd();
            assertThat(records.all().stream().map(ConsoleIT::described))
                    .containsExactlyInAnyOrder(
                            "2 %d u1 source=test run=2 none=null".formatted(time),
                            "0 %d u2 run=1 source=test".formatted(time + 2),
                            "0 %d null run=1 source=test".formatted(time + 1));
        }
    }

    @Test
    void publishesAllOrNothingInATransaction() throws Exception {
        // When
        Run malformed = run("She left.\n{\n", "publish", "--topic=whole", "--transactional");
        Run refused = run(
                "{\"text\":\"She left.\"}\n{\"text\":\"He ran.\",\"timestamp\":9996040000000}\n",
                "publish",
                "--topic=whole",
                "--transactional-id=console-it");
        Run whole = run("She left.\nHe ran.\n", "publish", "--topic=whole", "--transactional-id=console-it");
        // Then
        assertThat(malformed.err())
                .startsWith("Line 2: This is a piece of JSON")
                .contains("Nothing is published: the transaction is given up.")
                .hasLineCount(1);
        assertThat(refused.err())
                .startsWith("Line 2: Kafka does not take this sentence: ")
                .contains("Nothing is published: the transaction is given up.")
                .hasLineCount(1);
        assertThat(List.of(malformed, refused)).extracting(Run::exitCode).containsOnly(1);
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        try (CommittedRecords records = new CommittedRecords(broker.bootstrapServers(), List.of("whole"))) {
            records.readToEnd();
            assertThat(records.all()).hasSize(2);
        }
    }

    /** Partition, timestamp, key, headers. */
    private static String described(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder line =
                new StringBuilder(record.partition() + " " + record.timestamp() + " " + text(record.key()));
        record.headers().forEach(header -> line.append(" " + header.key() + "=" + text(header.value())));
        return line.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void blamesTheRegistryForSchemasThatItRefuses() throws Exception {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(Map.of("schema.registry.url", registry.url()));
        client.register("contested-value", other(SentenceEvent.getClassSchema()), false);
        client.register("contested-audits-value", other(ModelDiagnostic.getClassSchema()), false);
        // When
        Run publish = run("She left.\n", "publish", "--topic", "contested");
        Run unregistered = run(
                "She left.\n",
                "publish",
                "--topic",
                "bytes",
                "--set",
                "auto.register.schemas=false",
                "--set",
                "schema.wait.ms=0");
        Run audit = audit();
        // Then
        for (Run run : List.of(publish, unregistered, audit)) {
            assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
            assertThat(run.err())
                    .contains(registry.url().substring(0, registry.url().indexOf("/apis")))
                    .doesNotContain(broker.bootstrapServers(), "Kafka")
                    .hasLineCount(1);
        }
        assertThat(unregistered.err()).contains("auto.register.schemas=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"frames", "diagnostics", "rejections"})
    void failsWhenNotOneRecordCouldBeDecoded(String command) throws Exception {
        // Given
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < 12; i++) {
                producer.send(new ProducerRecord<>("bytes", new byte[] {(byte) i}))
                        .get();
            }
        }
        // When
        Run run = run("", command, "--topic", "bytes", "--last", "12");
        // Then
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .containsPattern("bytes-0@\\d*9: ")
                .contains("12 records could not be decoded.")
                .hasLineCount(11);
    }

    /** Of the same name, but without the fields that ours needs to be read with. */
    private static Schema other(Schema ours) {
        return new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"%s\",\"namespace\":\"%s\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}"
                                .formatted(ours.getName(), ours.getNamespace()));
    }

    private static Run audit() {
        return run(
                "",
                List.of(
                        "audit",
                        "--publish",
                        "--model",
                        QuickstartFiles.locate().checkpoint().toString(),
                        "--set",
                        "topic.diagnostics=contested-audits",
                        "--set",
                        "bootstrap.servers=" + broker.bootstrapServers(),
                        "--set",
                        "schema.registry.url=" + registry.url()));
    }

    private static Run run(String in, String command, String... flags) {
        List<String> args = new ArrayList<>(
                List.of(command, "--bootstrap-servers", broker.bootstrapServers(), "--registry", registry.url()));
        args.addAll(List.of(flags));
        return run(in, args);
    }

    private static Run run(String in, List<String> args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        int exitCode = Srl.run(
                new Invocation(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new Output(out),
                        new PrintWriter(err, true),
                        Style.PLAIN,
                        false,
                        Map.of("SRL_MODEL_CACHE_DIR", folder.toString())),
                args.toArray(String[]::new));
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString());
    }

    private record Run(int exitCode, String out, String err) {}
}
