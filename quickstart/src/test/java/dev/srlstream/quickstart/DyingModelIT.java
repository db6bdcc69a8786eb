package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.event.EngineFailure;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.operations.SrlService;
import dev.srlstream.quickstart.StruckModel.Fault;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes whose model fails for good amid their work, and the instances that take over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DyingModelIT {
    private static final int PARTITIONS = 2;
    private static final int SENTENCES = 60;
    private static final int SOUND_BATCHES = 3;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Below what a slow batch takes, above what an orderly end does. */
    private static final Duration NO_BATCH = Duration.ofMinutes(2);

    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;

    @TempDir
    private Path folder = Path.of("");

    DyingModelIT() throws Exception {
        broker = EmbeddedBroker.start();
        registry = SharedRegistry.get();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void aModelThatDiesOfAnErrorEndsTheProcessAndTheNextOneGoesOn() throws Exception {
        // Given
        Map<String, String> configuration = configuration("error");
        // When
        String log = runUntilItDies(Fault.OUT_OF_MEMORY, configuration);
        // Then
        assertThat(log.lines().filter(line -> line.contains("event=stopped")))
                .singleElement()
                .asString()
                .contains("native memory");
        assertThat(failures(configuration)).singleElement().asString().contains("native memory");
        assertThatTheNextOneLabelsTheRest(configuration);
    }

    @Test
    @Tag("long")
    void aDeviceThatAnswersGarbageEndsTheProcessAndTheNextOneGoesOn() throws Exception {
        // Given
        Map<String, String> configuration = configuration("garbage");
        configuration.put("canary.interval.ms", "100");
        // When
        String log = runUntilItDies(Fault.GARBAGE, configuration);
        // Then
        assertThat(log.lines().filter(line -> line.contains("event=stopped")))
                .singleElement()
                .asString()
                .contains("computes a known sentence otherwise", "clear labels are others", "nvidia-smi");
        assertThat(failures(configuration)).singleElement().asString().contains("computes a known sentence otherwise");
        assertThatTheNextOneLabelsTheRest(configuration);
    }

    @Tag("long")
    @Test
    void aDeviceThatAnswersGarbageEndsTheProcessThoughThereIsNothingToLabel() throws Exception {
        // Given
        Map<String, String> configuration = configuration("idle", 0);
        configuration.put("canary.interval.ms", "100");
        // When
        String log = runUntilItDies(Fault.GARBAGE, configuration);
        // Then
        assertThat(log.lines().filter(line -> line.contains("event=stopped")))
                .singleElement()
                .asString()
                .contains("computes a known sentence otherwise");
        assertThat(failures(configuration)).singleElement().asString().contains("computes a known sentence otherwise");
    }

    @Test
    @Tag("long")
    void aModelThatHangsEndsTheProcessAndTheNextOneGoesOn() throws Exception {
        // Given
        Map<String, String> configuration = configuration("hanging");
        configuration.put("engine.timeout.ms", "2000");
        // When
        String log = runUntilItDies(Fault.HANGING, configuration);
        // Then
        assertThat(log.lines().filter(line -> line.contains("event=stopped")))
                .singleElement()
                .asString()
                .contains("has not returned for 2000 ms", "raise engine.timeout.ms");
        assertThat(failures(configuration)).singleElement().asString().contains("has not returned for 2000 ms");
        assertThatTheNextOneLabelsTheRest(configuration);
    }

    @Test
    @Tag("long")
    void aProcessThatIsAskedToEndDoesNotWaitForASlowBatch() throws Exception {
        // Given
        Map<String, String> configuration = configuration("slow");
        configuration.put("close.timeout.ms", "5000");
        try (ServiceProcess process = process(Fault.SLOW, configuration)) {
            await("the slow batch").atMost(PATIENCE).until(() -> process.log().contains(StruckModel.STRUCK));
            // When
            process.askToEnd();
            int exitCode = process.awaitEnd(NO_BATCH);
            // Then
            assertThat(exitCode).isZero();
            assertThat(members(configuration)).isZero();
        }
        assertThatTheNextOneLabelsTheRest(configuration);
    }

    private String runUntilItDies(Fault fault, Map<String, String> configuration) throws Exception {
        try (ServiceProcess process = process(fault, configuration)) {
            assertThat(process.awaitEnd(PATIENCE)).isEqualTo(1);
            assertThat(members(configuration)).isZero();
            return process.log();
        }
    }

    private ServiceProcess process(Fault fault, Map<String, String> configuration) throws Exception {
        return new ServiceProcess(
                folder,
                configuration,
                StruckModel.class.getName(),
                List.of(fault.name(), Integer.toString(SOUND_BATCHES)));
    }

    private void assertThatTheNextOneLabelsTheRest(Map<String, String> configuration) throws Exception {
        try (CommittedRecords outputs = outputs(configuration);
                SrlService next = new SrlService(Settings.load(null, Map.of(), configuration), WarmUpListener.SILENT)) {
            outputs.readToEnd();
            assertThat(outputs.all()).hasSizeLessThan(SENTENCES);
            next.start();
            await(SENTENCES + " outcomes").atMost(PATIENCE).until(() -> outputs.poll() >= SENTENCES);
            next.close();
            outputs.readToEnd();
            assertThat(outputs.all().stream().map(CommittedRecords::source))
                    .hasSize(SENTENCES)
                    .doesNotHaveDuplicates();
        }
    }

    /** Topics of their own with all sentences in them, and what reads and writes them. */
    private Map<String, String> configuration(String name) throws Exception {
        return configuration(name, SENTENCES);
    }

    private Map<String, String> configuration(String name, int sentences) throws Exception {
        Map<String, String> configuration = ServiceSettings.of(broker, registry, folder);
        for (String topic : List.of("sentences", "frames", "rejections", "diagnostics")) {
            configuration.put("topic." + topic, name + "-" + topic);
            broker.createTopics(Map.of(name + "-" + topic, PARTITIONS));
        }
        configuration.put("application.id", name);
        configuration.put("engine.batch.tokens", "64");
        configuration.put("engine.workers", "1");
        configuration.put("pending.max", "8");
        configuration.put("transaction.timeout.ms", "10000");
        configuration.put("registry.http.read.timeout.ms", "5000");
        configuration.put("registry.max.retries", "0");
        Settings settings = Settings.load(null, Map.of(), configuration);
        try (SentenceFeed feed = new SentenceFeed(
                settings.sentencesTopic(), PARTITIONS, broker.bootstrapServers(), settings.serdeConfig())) {
            feed.publishUpTo(sentences, 0);
        }
        return configuration;
    }

    private CommittedRecords outputs(Map<String, String> configuration) {
        return new CommittedRecords(
                broker.bootstrapServers(),
                List.of(
                        Objects.requireNonNull(configuration.get("topic.frames")),
                        Objects.requireNonNull(configuration.get("topic.rejections"))));
    }

    private int members(Map<String, String> configuration) throws Exception {
        String group = Objects.requireNonNull(configuration.get("application.id"));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            ConsumerGroupDescription described = Objects.requireNonNull(admin.describeConsumerGroups(List.of(group))
                            .describedGroups()
                            .get(group))
                    .get();
            return described.members().size();
        }
    }

    /** What the diagnostics say of failed engines. */
    private List<String> failures(Map<String, String> configuration) throws Exception {
        Settings settings = Settings.load(null, Map.of(), configuration);
        try (CommittedRecords records =
                        new CommittedRecords(broker.bootstrapServers(), List.of(settings.diagnosticsTopic()));
                AvroDeserializer<ModelDiagnostic> deserializer =
                        AvroDeserializer.forValues(ModelDiagnostic.class, settings.serdeConfig())) {
            records.readToEnd();
            return records.all().stream()
                    .map(record -> Objects.requireNonNull(deserializer.deserialize(record.topic(), record.value())))
                    .map(ModelDiagnostic::getBody)
                    .filter(EngineFailure.class::isInstance)
                    .map(Object::toString)
                    .toList();
        }
    }
}
