package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.config.Settings;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.ModelDiagnostic;
import dev.srlstream.event.Outcome;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.serde.AvroDeserializer;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.FeatureUpdate.UpgradeType;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceStartIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final QuickstartFiles files = QuickstartFiles.locate();
    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;

    @TempDir
    private Path folder = Path.of("");

    ServiceStartIT() throws Exception {
        broker = EmbeddedBroker.start(Map.of("transaction.max.timeout.ms", "20000"));
        registry = ApicurioRegistry.start(files.registry());
    }

    @BeforeAll
    void createTopics() throws Exception {
        broker.createTopics(Map.of(
                "sentences",
                1,
                "frames",
                1,
                "rejections",
                1,
                "diagnostics",
                1,
                "refusals",
                1,
                "warnings",
                1,
                "mistakes",
                1));
    }

    @AfterAll
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void publishesAuditAndReportBeforeItConsumes() throws Exception {
        String sha256 = TwoCheckpoints.sha256(files.checkpoint()).toUpperCase(Locale.ROOT);
        Settings settings = settings(Map.of("application.id", "complete", "model.sha256", sha256));
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.start();

            boolean running = service.awaitRunning(PATIENCE);

            assertThat(running).isTrue();
            assertThat(service.audit().getOutcome()).isEqualTo(Outcome.REPAIRED);
            assertThat(diagnostics(settings))
                    .extracting(ModelDiagnostic::getBody)
                    .containsExactly(service.audit(), service.report());
        }
        assertThat(groups()).contains("complete");
    }

    @Test
    void createsAChangelogThatTakesSentencesOfAnyTime() throws Exception {
        Settings settings = settings(Map.of("application.id", "timeless", "topic.diagnostics", "warnings"));
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.start();
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
        }
        ConfigResource changelog =
                new ConfigResource(ConfigResource.Type.TOPIC, "timeless-pending-sentences-changelog");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.describeConfigs(List.of(changelog)).all().get().values())
                    .singleElement()
                    .satisfies(config -> assertThat(config.entries())
                            .filteredOn(entry -> entry.value() != null)
                            .extracting(entry -> entry.name() + "=" + entry.value())
                            .contains("message.timestamp.type=LogAppendTime", "cleanup.policy=compact"));
        }
    }

    @Test
    void publishesTheAuditOfARejectedCheckpointAndConsumesNothing() throws Exception {
        Settings settings = settings(
                Map.of("application.id", "refused", "model.policy", "strict", "topic.diagnostics", "refusals"));

        StartupException failure = failure(settings);

        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(diagnostics(settings)).singleElement().satisfies(diagnostic -> {
            CheckpointAudit audit = (CheckpointAudit) diagnostic.getBody();
            assertThat(audit.getOutcome()).isEqualTo(Outcome.REJECTED);
            assertThat(audit.getPytorchMessage()).contains("bert_model.embeddings.position_ids");
        });
        assertThat(groups()).doesNotContain("refused");
    }

    @Test
    void publishesTheAuditOfACheckpointThatIsNotTheOneDemandedAndConsumesNothing() throws Exception {
        // Given
        String demanded = "0".repeat(64);
        Settings settings = settings(
                Map.of("application.id", "mistaken", "model.sha256", demanded, "topic.diagnostics", "mistakes"));
        // When
        StartupException failure = failure(settings);
        // Then
        String found = TwoCheckpoints.sha256(files.checkpoint());
        assertThat(failure.exitCode()).isEqualTo(3);
        assertThat(failure)
                .hasMessageContainingAll(files.checkpoint().toString(), found, "model.sha256 demands " + demanded);
        assertThat(failure.getMessage()).contains("srl audit").doesNotContain("\n");
        assertThat(diagnostics(settings))
                .singleElement()
                .extracting(ModelDiagnostic::getBody)
                .isInstanceOfSatisfying(
                        CheckpointAudit.class,
                        audit -> assertThat(audit.getSource().getSha256()).isEqualTo(found));
        assertThat(groups()).doesNotContain("mistaken");
    }

    @Test
    void refusesACheckpointThatItCannotRead() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.tar.gz"), "no archive");

        StartupException failure = failure(settings(Map.of("model.path", garbage.toString())));

        assertThat(failure.exitCode()).isEqualTo(4);
        assertThat(failure).hasMessageContaining("garbage.tar.gz");
    }

    @Test
    void namesEveryTopicThatIsMissing() throws Exception {
        StartupException failure =
                failure(settings(Map.of("topic.frames", "no-frames", "topic.diagnostics", "no-diagnostics")));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining(broker.bootstrapServers())
                .hasMessageContaining("no-frames (topic.frames)")
                .hasMessageContaining("no-diagnostics (topic.diagnostics)");
    }

    @Test
    void refusesATopicThatTakesLessThanMayBeWritten() throws Exception {
        createTopic("narrow", Map.of("max.message.bytes", "50000"));

        StartupException failure = failure(settings(Map.of("topic.rejections", "narrow")));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining("narrow (topic.rejections)")
                .hasMessageContaining("record.max.bytes is 1000000")
                .hasMessageContaining("max.message.bytes to at least 1001024");
    }

    @Test
    void refusesAChangelogThatForgets() throws Exception {
        createTopic("forgetful-pending-sentences-changelog", Map.of());

        StartupException failure = failure(settings(Map.of("application.id", "forgetful")));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining(
                        "forgetful-pending-sentences-changelog (what is pending) has cleanup.policy=delete")
                .hasMessageNotContaining("max.message.bytes");
    }

    @Test
    void refusesTimesThatTheBrokersDoNotAllow() throws Exception {
        StartupException failure =
                failure(settings(Map.of("transaction.timeout.ms", "20001", "kafka.session.timeout.ms", "5000")));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure)
                .hasMessageContaining(
                        "transaction.max.timeout.ms is 20000, but transaction.timeout.ms is 20001: lower the latter to"
                                + " at most 20000")
                .hasMessageContaining(
                        "group.min.session.timeout.ms is 6000, but kafka.session.timeout.ms is 5000: raise the latter"
                                + " to at least 6000");
    }

    @Test
    void refusesTheStreamsProtocolWhereBrokersDoNotServeIt() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.updateFeatures(
                            Map.of("streams.version", new FeatureUpdate((short) 0, UpgradeType.SAFE_DOWNGRADE)),
                            new UpdateFeaturesOptions())
                    .all()
                    .get();
        }

        StartupException failure = failure(settings(Map.of("kafka.group.protocol", "streams")));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure).hasMessageContaining("kafka.group.protocol").hasMessageContaining("streams.version");
    }

    @Test
    void namesAddressAndSettingOfARegistryThatIsNotThere() throws Exception {
        String nobody = "http://127.0.0.1:" + LoopbackPorts.free(1).get(0);

        StartupException failure = failure(settings(Map.of("schema.registry.url", nobody)));

        assertThat(failure.exitCode()).isEqualTo(1);
        assertThat(failure).hasMessageContaining(nobody).hasMessageContaining("schema.registry.url");
    }

    @Test
    @Tag("long")
    void warnsOfTopicsThatMayCostExactlyOnceOrTheService(@TempDir Path unknowing, @TempDir Path knowing)
            throws Exception {
        // Given
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        createTopic("keyed", Map.of("cleanup.policy", "compact", "message.timestamp.after.max.ms", "1000"));
        settings.putAll(Map.of("model.policy", "strict", "topic.diagnostics", "warnings"));

        // When
        String warning = saidByRun(unknowing, settings);
        settings.putAll(Map.of("kafka.replication.factor", "1", "topic.frames", "keyed"));
        String other = saidByRun(knowing, settings);

        // Then
        assertThat(warning)
                .containsOnlyOnce("event=single-replica topics=frames,rejections ")
                .doesNotContain("event=compacted-output", "event=narrow-timestamps", "event=topic-limit-unknown");
        assertThat(other)
                .doesNotContain("event=single-replica")
                .containsOnlyOnce("event=compacted-output topics=keyed ")
                .containsOnlyOnce("keyed message.timestamp.after.max.ms=1000 below 3600000");
    }

    /** Of a service that stops after its checks, because its checkpoint is rejected. */
    private static String saidByRun(Path folder, Map<String, String> settings) throws Exception {
        try (SrlProcess run = SrlProcess.start(folder, settings, Map.of(), "run")) {
            assertThat(run.exitCode()).isEqualTo(3);
            return run.said();
        }
    }

    private void createTopic(String name, Map<String, String> configs) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(configs)))
                    .all()
                    .get();
        }
    }

    private Settings settings(Map<String, String> overrides) throws Exception {
        Map<String, String> all = ServiceSettings.of(broker, registry, folder);
        all.putAll(overrides);
        return Settings.load(null, Map.of(), all);
    }

    private static StartupException failure(Settings settings) {
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            return catchThrowableOfType(StartupException.class, service::start);
        }
    }

    private List<ModelDiagnostic> diagnostics(Settings settings) {
        try (CommittedRecords records =
                        new CommittedRecords(broker.bootstrapServers(), List.of(settings.diagnosticsTopic()));
                AvroDeserializer<ModelDiagnostic> deserializer =
                        AvroDeserializer.forValues(ModelDiagnostic.class, settings.serdeConfig())) {
            records.readToEnd();
            return records.all().stream()
                    .map(record -> deserializer.deserialize(record.topic(), record.value()))
                    .toList();
        }
    }

    private List<String> groups() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .toList();
        }
    }
}
