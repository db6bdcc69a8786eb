package dev.srlstream.quickstart;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way to brokers and registry with passwords and certificates, right and wrong ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecuredPathIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final SecuredPath path;
    private final Map<String, String> settings = new HashMap<>();

    SecuredPathIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        path = SecuredPath.start(folder);
    }

    @BeforeEach
    void rightSettings() {
        path.gateway().demand(SecuredPath.BASIC);
        settings.clear();
        settings.putAll(path.settings());
    }

    @AfterAll
    void stop() {
        path.close();
    }

    @Test
    void everyCommandComesInWithPasswordsOverTls() throws Exception {
        double refused = failedLogins();
        try (SrlService service = path.service(settings)) {
            service.start();
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
            // Given
            Map<String, String> operators = new HashMap<>(settings);
            operators.putAll(path.broker().scram(SecuredPath.OPERATOR, SecuredPath.PASSWORD));
            SecuredConsole console = new SecuredConsole(folder, operators);
            // When
            String published = console.run("The chef opened a restaurant.\n", "publish");
            String frames = console.run("", "frames", "--follow", "--max", "1");
            int audits = audits(console);
            console.run(
                    "",
                    "audit",
                    "--publish",
                    "--model",
                    QuickstartFiles.locate().checkpoint().toString());
            String rejections = console.run("", "rejections");
            // Then
            assertThat(published).contains("Published 1 sentence");
            assertThat(frames).contains("[V: opened]");
            assertThat(audits(console)).isEqualTo(audits + 1);
            assertThat(rejections).contains("has no committed records");
        }
        // The bare connection that looks for a listener is none that the broker counts as a failed login.
        assertThat(failedLogins()).isEqualTo(refused);
    }

    @Test
    void aKafkaClientsOwnFileOpensBrokersAndRegistry() throws Exception {
        // Given
        settings.putAll(path.broker().scram(SecuredPath.OPERATOR, SecuredPath.PASSWORD));
        SecuredConsole console = SecuredConsole.ofClient(folder, settings);
        // When
        String published = console.run("The chef opened a restaurant.\n", "publish");
        String rejections = console.run("", "rejections");
        // Then
        assertThat(published).contains("Published 1 sentence");
        assertThat(rejections).contains("has no committed records");
    }

    @Test
    void aCertificateTakesThePlaceOfAPassword() throws Exception {
        // Given
        settings.keySet().removeIf(key -> key.startsWith("kafka."));
        settings.putAll(path.broker().mutual());
        try (SrlService service = path.service(settings)) {
            // When
            service.start();
            // Then
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
        }
    }

    @Test
    void namesTheCredentialsThatTheBrokersRefuse() throws Exception {
        settings.putAll(path.broker().scram(DocumentedRights.USER, "s3cr3t-wrong"));

        assertThat(refusal())
                .contains("refuse the credentials", "kafka.sasl.jaas.config", settings.get("bootstrap.servers"));
    }

    @Test
    void namesTheStoreThatDoesNotTrustTheBrokers() throws Exception {
        settings.keySet().removeIf(key -> key.startsWith("kafka.ssl.truststore."));

        assertThat(refusal()).contains("is not trusted", "kafka.ssl.truststore.location");
    }

    @Test
    void refusesBrokersWhoseCertificateIsAnothersName() throws Exception {
        settings.put("bootstrap.servers", path.broker().elsewhere());

        assertThat(refusal()).contains("made out to another name", "bootstrap.servers");
    }

    @Test
    void namesTheKeyThatBrokersDemand() throws Exception {
        settings.keySet().removeIf(key -> key.startsWith("kafka."));
        settings.putAll(path.broker().mutual());
        settings.keySet().removeIf(key -> key.startsWith("kafka.ssl.keystore."));

        assertThat(refusal()).contains("kafka.ssl.keystore.location");
    }

    @ParameterizedTest
    @ValueSource(strings = {"STATIC_TOKEN", "OAUTHBEARER"})
    void aTokenOpensTheRegistry(String source) throws Exception {
        // Given
        path.gateway().demand("Bearer " + RegistryGateway.TOKEN);
        settings.remove("registry.basic.auth.user.info");
        settings.put("registry.bearer.auth.credentials.source", source);
        settings.putAll(
                source.equals("STATIC_TOKEN")
                        ? Map.of("registry.bearer.auth.token", RegistryGateway.TOKEN)
                        : Map.of(
                                "registry.bearer.auth.issuer.endpoint.url",
                                        path.gateway().tokenUrl(),
                                "registry.bearer.auth.client.id", "srl",
                                "registry.bearer.auth.client.secret", "s3cr3t-client"));
        try (SrlService service = path.service(settings)) {
            // When
            service.start();
            // Then
            assertThat(service.awaitRunning(PATIENCE)).isTrue();
        }
    }

    @Test
    @Tag("long")
    void theRegistrysOwnTlsIsVerified() throws Exception {
        int port = LoopbackPorts.free(1).get(0);
        Map<String, String> tls = Map.of(
                "quarkus.http.ssl-port", Integer.toString(port),
                "quarkus.http.ssl.certificate.key-store-file",
                        path.stores().server().toString(),
                "quarkus.http.ssl.certificate.key-store-password", path.stores().password());
        try (ApicurioRegistry registry =
                ApicurioRegistry.start(QuickstartFiles.locate().registry(), tls)) {
            // Given
            assertThat(registry.url()).startsWith("http://");
            settings.put("schema.registry.url", "https://localhost:" + port + "/apis/ccompat/v7");
            settings.remove("registry.basic.auth.user.info");
            try (SrlService service = path.service(settings)) {
                // When
                service.start();
                // Then
                assertThat(service.awaitRunning(PATIENCE)).isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void namesTheCredentialsThatTheRegistryRefuses(int status) throws Exception {
        path.gateway().refuse(status);

        assertThat(refusal())
                .contains(
                        "refuses access",
                        "HTTP " + status,
                        "basic.auth.user.info",
                        "'registry.'",
                        path.gateway().url());
    }

    @Test
    void namesTheStoreThatDoesNotTrustTheRegistry() throws Exception {
        settings.keySet().removeIf(key -> key.startsWith("registry.schema.registry.ssl.truststore."));

        assertThat(refusal()).contains("TLS", "schema.registry.ssl.truststore.location", "'registry.'");
    }

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    @Tag("long")
    void aRegistryThatLocksTheServiceOutInMidRunStopsItAndLosesNothing() throws Exception {
        List<String> topics = List.of("frames", "rejections");
        String servers = path.broker().open().bootstrapServers();
        try (CommittedRecords outputs = new CommittedRecords(servers, topics)) {
            outputs.readToEnd();
            int before = outputs.all().size();
            // The broker takes a member that has failed for alive until then.
            settings.put("kafka.session.timeout.ms", "6000");
            try (SrlService service = path.service(settings)) {
                // Given
                service.start();
                assertThat(service.awaitRunning(PATIENCE)).isTrue();
                path.gateway().refuse(403);
                // When
                publishWithAnUnknownSchema(servers);
                // Then
                assertThat(service.awaitStopped()).isEqualTo(ExitCode.FAILURE);
            }
            outputs.readToEnd();
            assertThat(outputs.all()).hasSize(before);
            path.gateway().demand(SecuredPath.BASIC);
            try (SrlService again = path.service(settings)) {
                again.start();
                assertThat(again.awaitRunning(PATIENCE)).isTrue();
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (outputs.poll() == before && System.nanoTime() < deadline) {
                    // Polling waits a little itself.
                }
            }
            assertThat(outputs.all()).hasSize(before + 1);
        }
    }

    private static void publishWithAnUnknownSchema(String servers) throws Exception {
        byte[] value = "-----".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer.wrap(value).put((byte) 0).putInt(100_000);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("sentences", value)).get();
        }
    }

    private static int audits(SecuredConsole console) {
        return console.run("", "diagnostics").split("Checkpoint ", -1).length;
    }

    /** The one sentence with which a service does not start. */
    private String refusal() throws Exception {
        try (SrlService service = path.service(settings)) {
            StartupException refusal = catchThrowableOfType(StartupException.class, service::start);
            assertThat(refusal).isNotNull();
            assertThat(refusal.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(refusal.getMessage())
                    .doesNotContain("\n", "Exception", SecuredPath.MARK)
                    .endsWith(".");
            return requireNonNull(refusal.getMessage());
        }
    }

    private static double failedLogins() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName listeners =
                new ObjectName("kafka.server:type=socket-server-metrics,listener=SCRAM,networkProcessor=*");
        double sum = 0;
        for (ObjectName name : beans.queryNames(listeners, null)) {
            sum += ((Number) beans.getAttribute(name, "failed-authentication-total")).doubleValue();
        }
        return sum;
    }
}
