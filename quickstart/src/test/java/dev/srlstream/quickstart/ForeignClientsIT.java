package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.tools.ConsoleProducer;
import org.apache.kafka.tools.consumer.ConsoleConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Clients in other languages and tools of others, as the documents have them run, on a real broker and registry. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignClientsIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path README = ROOT.resolve("examples/README.md");
    private static final Path CLIENTS = ROOT.resolve("docs/clients.md");
    private static final String PYTHON =
            "Python with confluent_kafka and avro (Debian's python3-confluent-kafka and python3-avro)";

    private final Path folder;
    private final Path examples;
    private final LabelledTopics topics;

    ForeignClientsIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        topics = LabelledTopics.start(folder.resolve("models"));
        examples = copy();
    }

    @AfterAll
    void stop() {
        topics.close();
    }

    @Test
    void nodeReadsFrames() throws Exception {
        installNode();
        readsFrames("node/read-frames.js", "read-frames-node");
    }

    @Test
    void nodePublishes() throws Exception {
        installNode();
        publishes("node/publish.js", "node-1");
    }

    @Test
    void pythonReadsFrames() throws Exception {
        ClientCommand.require(PYTHON, "python3 -c 'import confluent_kafka, avro'");
        readsFrames("python/read_frames.py", "read-frames-python");
    }

    @Test
    void pythonPublishes() throws Exception {
        ClientCommand.require(PYTHON, "python3 -c 'import confluent_kafka, avro'");
        publishes("python/publish.py", "python-1");
    }

    @Test
    void kafkasConsumerReadsKeysHeadersAndBytes() throws Exception {
        // Given
        String command = ClientCommand.in(CLIENTS, "kafka-console-consumer.sh --")
                .replace("kafka-console-consumer.sh", java(ConsoleConsumer.class));

        // When
        String said = run(command, StandardCharsets.ISO_8859_1);

        // Then
        assertThat(topics.frames()).allSatisfy(record -> assertThat(said)
                .contains(
                        "srl.source.offset:" + header(record) + ",",
                        new String(record.value(), StandardCharsets.ISO_8859_1)));
        assertThat(said).contains("\ts1\t", "\ts2\t", "\ts3\t");
    }

    @Test
    void kafkasProducerWritesNoSentences() throws Exception {
        // Given
        String command = ClientCommand.in(CLIENTS, "kafka-console-producer.sh --")
                .replace("kafka-console-producer.sh", java(ConsoleProducer.class));

        // When
        run(command, StandardCharsets.UTF_8);

        // Then
        List<ConsumerRecord<byte[], byte[]>> rejections =
                CommittedRecords.await(topics.servers(), DemoCluster.REJECTIONS, 1);
        assertThat(rejections).hasSize(1).allSatisfy(record -> assertThat(
                        record.headers().lastHeader("srl.rejection.stage").value())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("decode"));
    }

    @Test
    void kcatReadsKeysHeadersAndBytes() throws Exception {
        ClientCommand.require("kcat (Debian's package of this name)", "kcat -V");

        // When
        String said = run(ClientCommand.in(CLIENTS, "kcat", "-C"), StandardCharsets.UTF_8);

        // Then
        assertThat(topics.frames())
                .allSatisfy(record -> assertThat(said.lines()).anySatisfy(line -> assertThat(line)
                        .startsWith(new String(record.key(), StandardCharsets.UTF_8) + " ")
                        .contains("srl.source.offset=" + header(record))
                        .endsWith(" " + record.value().length)));
    }

    @Test
    void kcatPublishesTheBytesOfAFile() throws Exception {
        ClientCommand.require("kcat (Debian's package of this name)", "kcat -V");
        // Given
        Files.write(examples.resolve("sentence.bin"), topics.sentence("s1"));

        // When
        run(ClientCommand.in(CLIENTS, "kcat", "-P"), StandardCharsets.UTF_8);

        // Then
        awaitFramesOf("kcat-1");
    }

    private void readsFrames(String program, String group) throws Exception {
        // Given
        List<String> arguments = topics.arguments();
        Path out = folder.resolve(group + ".out");
        String command = topics.addressed(ClientCommand.in(README, program));
        try (ClientCommand reader = ClientCommand.start(examples, out, "exec " + command)) {
            // When
            reader.awaitLines(arguments);
            int exitCode = reader.terminate();

            // Then
            assertThat(reader.said().lines().filter(line -> line.startsWith("s2\t")))
                    .isEqualTo(arguments.stream()
                            .filter(line -> line.startsWith("s2\t"))
                            .toList());
            assertThat(exitCode).isZero();
            assertThat(topics.members(group)).isZero();
            assertThat(topics.committed(group)).isPositive();
        }
    }

    private void publishes(String program, String key) throws Exception {
        // When
        run(ClientCommand.in(README, program), StandardCharsets.UTF_8);

        // Then
        awaitFramesOf(key);
    }

    /** Waits for the frames of a sentence with this key, which are those of the first one. */
    private void awaitFramesOf(String key) throws Exception {
        List<String> arguments = new ArrayList<>();
        int count = topics.frames().size() + 1;
        while (arguments.isEmpty()) {
            arguments.addAll(topics.argumentsOf(key, count++));
        }
        List<String> expected = topics.arguments().stream()
                .filter(line -> line.startsWith("s1\t"))
                .map(line -> line.substring(line.indexOf('\t')))
                .toList();
        assertThat(arguments)
                .extracting(line -> line.substring(line.indexOf('\t')))
                .isEqualTo(expected);
    }

    private String run(String command, java.nio.charset.Charset charset) throws Exception {
        Path out = Files.createTempFile(folder, "client", ".out");
        try (ClientCommand client = ClientCommand.start(examples, out, topics.addressed(command))) {
            assertThat(client.exitCode())
                    .as(command + ": " + Files.readString(out, StandardCharsets.ISO_8859_1))
                    .isZero();
            return Files.readString(out, charset);
        }
    }

    /** Installs what the lock file names, once. */
    private synchronized void installNode() throws Exception {
        ClientCommand.require("Node and npm (Debian's nodejs and npm)", "node --version && npm --version");
        if (Files.exists(examples.resolve("node/node_modules/kafkajs"))) {
            return;
        }
        Path out = Files.createTempFile(folder, "npm", ".out");
        try (ClientCommand npm = ClientCommand.start(examples, out, ClientCommand.in(README, "npm", "ci"))) {
            int exitCode = npm.exitCode();
            assumeFalse(
                    npm.said().matches("(?s).*(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT).*"),
                    "npm cannot reach its registry: Node was not tried");
            assertThat(exitCode).as(npm.said()).isZero();
        }
    }

    /** The examples without what builds leave there, so that nothing is installed into the checkout. */
    private Path copy() throws Exception {
        Path copy = folder.resolve("examples");
        for (String language : List.of("node", "python")) {
            Files.createDirectories(copy.resolve(language));
            try (Stream<Path> files = Files.list(README.resolveSibling(language))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, copy.resolve(language).resolve(file.getFileName()));
                }
            }
        }
        return copy;
    }

    private static String java(Class<?> main) {
        return "java -cp '" + JavaCommand.ownClassPath() + "' " + main.getName();
    }

    private static String header(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.headers().lastHeader("srl.source.offset").value(), StandardCharsets.UTF_8);
    }
}
