package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.srlstream.config.Settings;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import dev.srlstream.warmup.WarmUpListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rights in SECURITY.md are enough, and each is needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessRightsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String PASSWORD = "scram-password";
    private static final String CHANGELOG = "srl-stream-pending-sentences-changelog";

    private final Path folder;
    private final SecuredBroker broker;
    private final ApicurioRegistry registry;

    AccessRightsIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        broker = SecuredBroker.start(KeyStores.make(folder, "store-password"));
        registry = SharedRegistry.get();
    }

    @BeforeAll
    void createTopics() throws Exception {
        broker.open().createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
        broker.addUser(DocumentedRights.USER, PASSWORD);
    }

    @BeforeEach
    void forbidAll() throws Exception {
        broker.forbidAll();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void documentedRightsAreEnough() throws Exception {
        documentedRightsAreEnough("classic");
    }

    @Test
    @Tag("long")
    void documentedRightsAreEnoughUnderTheStreamsProtocol() throws Exception {
        documentedRightsAreEnough("streams");
    }

    private void documentedRightsAreEnough(String protocol) throws Exception {
        // Given
        deleteChangelog();
        broker.allow(DocumentedRights.read());
        try (SrlService service = service(Map.of("kafka.group.protocol", protocol))) {
            // When
            service.start();
            // Then
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            assertLabels();
        }
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"classic", "streams"})
    void documentedRightsAreEnoughToSeeInstancesOfAnotherModel(String protocol) throws Exception {
        // Given
        Path other = TwoCheckpoints.make(folder).other();
        createChangelog();
        broker.allow(DocumentedRights.read());
        try (SrlService old = service(Map.of("kafka.group.protocol", protocol));
                SrlService next = service(Map.of("kafka.group.protocol", protocol, "model.path", other.toString()))) {
            old.start();
            assertThat(old.awaitRunning(PATIENCE)).isTrue();
            FutureTask<Boolean> start = new FutureTask<>(() -> {
                next.start();
                return next.awaitRunning(PATIENCE);
            });
            new Thread(start, "start").start();
            await("the hold").atMost(PATIENCE).until(next::isHolding);
            // When
            old.close();
            // Then
            // Brokers that refuse to tell would be asked for ever.
            assertThat(start.get(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    @Tag("long")
    void aChangelogOfTheOperatorsMakesTheRightToCreateItNeedless() throws Exception {
        // Given
        createChangelog();
        List<AclBinding> rights = DocumentedRights.read();
        assertThat(rights.removeIf(right -> right.entry().operation() == AclOperation.CREATE))
                .isTrue();
        broker.allow(rights);
        try (SrlService service = service(Map.of())) {
            // When
            service.start();
            // Then
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            assertLabels();
        }
    }

    @ParameterizedTest
    @MethodSource("documented")
    @Tag("long")
    void eachRightThatIsMissingIsNamedAtTheStart(AclBinding missing) throws Exception {
        // Given
        boolean creates = missing.entry().operation() == AclOperation.CREATE;
        if (creates) {
            deleteChangelog();
        } else {
            createChangelog();
        }
        List<AclBinding> rights = DocumentedRights.read();
        rights.remove(missing);
        broker.allow(rights);
        try (SrlService service = service(Map.of())) {
            // When
            StartupException refusal = catchThrowableOfType(StartupException.class, service::start);
            // Then
            assertThat(refusal).isNotNull();
            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.getMessage())
                    .contains(
                            "do not grant " + missing.entry().operation().name().charAt(0))
                    .containsIgnoringCase(missing.entry().operation().name() + " on ")
                    .contains(missing.pattern().name())
                    .contains("kafka-acls")
                    .doesNotContain("\n");
        }
    }

    @Test
    void allThatAreMissingAreNamedAtOnce() throws Exception {
        // Given
        createChangelog();
        try (SrlService service = service(Map.of())) {
            // When
            StartupException refusal = catchThrowableOfType(StartupException.class, service::start);
            // Then
            assertThat(refusal.getMessage())
                    .contains("Read on topic sentences (topic.sentences), Write on topic frames (topic.frames)")
                    .contains("Read on group srl-stream")
                    .contains("transactional ids that begin with srl-stream-")
                    .contains(CHANGELOG);
        }
    }

    @Test
    @Tag("long")
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void aRightThatIsTakenAwayInMidRunStopsTheServiceAndRejectsNothing() throws Exception {
        // Given
        createChangelog();
        List<AclBinding> rights = DocumentedRights.read();
        broker.allow(rights);
        List<String> outputs = List.of("frames", "rejections");
        try (CommittedRecords records = new CommittedRecords(broker.open().bootstrapServers(), outputs);
                SrlService service = service(Map.of("kafka.session.timeout.ms", "6000"))) {
            service.start();
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            records.readToEnd();
            int before = records.all().size();
            broker.forbid(rights.stream()
                    .filter(right -> right.pattern().name().equals("frames"))
                    .findFirst()
                    .orElseThrow());
            // When
            publish();
            // Then
            assertThat(service.awaitStopped()).isEqualTo(ExitCode.FAILURE);
            records.readToEnd();
            assertThat(records.all()).hasSize(before);
            // Nor is the sentence lost.
            broker.allow(rights);
            try (SrlService next = service(Map.of("kafka.session.timeout.ms", "6000"))) {
                next.start();
                await("its frames").atMost(PATIENCE).until(() -> records.poll() > before);
                assertThat(records.all()).hasSize(before + 1);
            }
        }
    }

    static List<AclBinding> documented() throws Exception {
        List<AclBinding> rights = DocumentedRights.read();
        assertThat(rights).hasSize(9);
        return rights;
    }

    private SrlService service(Map<String, String> more) throws Exception {
        Map<String, String> settings = new HashMap<>(ServiceSettings.of(broker.open(), registry, folder));
        settings.putAll(broker.scram(DocumentedRights.USER, PASSWORD));
        settings.putAll(more);
        return new SrlService(Settings.load(null, Map.of(), settings), WarmUpListener.SILENT);
    }

    /** One sentence in, its frames out. */
    private void assertLabels() throws Exception {
        String servers = broker.open().bootstrapServers();
        try (CommittedRecords frames = new CommittedRecords(servers, List.of("frames"))) {
            frames.readToEnd();
            int before = frames.all().size();
            publish();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (frames.poll() == before && System.nanoTime() < deadline) {
                // Polling waits a little itself.
            }
            assertThat(frames.all()).hasSizeGreaterThan(before);
        }
    }

    private void publish() {
        Map<String, Object> serde = Map.of("schema.registry.url", registry.url());
        try (SentenceFeed feed = new SentenceFeed("sentences", 1, broker.open().bootstrapServers(), serde)) {
            feed.publishUpTo(1, 0);
        }
    }

    private void createChangelog() throws Exception {
        if (!broker.admin().listTopics().names().get().contains(CHANGELOG)) {
            NewTopic topic = new NewTopic(CHANGELOG, 1, (short) 1);
            broker.admin()
                    .createTopics(
                            List.of(topic.configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "8388608"))))
                    .all()
                    .get();
        }
    }

    private void deleteChangelog() throws Exception {
        if (new ArrayList<>(broker.admin().listTopics().names().get()).contains(CHANGELOG)) {
            broker.admin().deleteTopics(List.of(CHANGELOG)).all().get();
        }
    }
}
