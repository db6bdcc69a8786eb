package dev.srlstream.distribution;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.srlstream.quickstart.ApicurioRegistry;
import dev.srlstream.quickstart.EmbeddedBroker;
import dev.srlstream.quickstart.QuickstartFiles;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image on a base of Debian's packages, run with runc. */
@Tag("long")
class ImageIT {
    private static final Path RELEASE = Path.of(System.getProperty("release.folder", ""));
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private static Path folder = Path.of("");

    private static @Nullable String digest;
    private static Path base = Path.of("");
    private static @Nullable Container container;

    @BeforeAll
    static void build() throws Exception {
        assumeTrue(
                RELEASE.toString().contains("-linux-x86_64" + File.separator),
                "Skipped: the release is not for x86-64's processor.");
        assumeNo(DebianBase.obstacle());
        assumeNo(DebianBase.unpack(folder));
        assumeNo(Container.obstacle(folder));
        base = DebianBase.build(folder);
        Path image = folder.resolve("image.tar");
        digest = build(image);
        container = Container.of(image, folder);
    }

    @Test
    void isTheSameWhenItIsBuiltAgain() throws Exception {
        String again = build(folder.resolve("again.tar"));

        assertThat(again).isEqualTo(digest);
    }

    @Test
    void labelsAsTheReferenceDoes() throws Exception {
        Reference reference = Reference.read();

        Program label = requireNonNull(container)
                .run(Reference.checkpoint(), reference.stdin(), "label", "--model", "/checkpoint/flat.tar.gz");

        assertThat(label.exitCode()).as(label.err()).isZero();
        reference.assertSame(label.out());
    }

    @Test
    void describesItself() throws Exception {
        JsonNode configuration = requireNonNull(container).configuration();

        assertThat(configuration.get("User").asText()).isEqualTo("10001:10001");
        assertThat(configuration.get("Entrypoint")).singleElement().hasToString("\"srl\"");
        assertThat(configuration.get("ExposedPorts").has("8090/tcp")).isTrue();
        assertThat(configuration.at("/Labels/org.opencontainers.image.licenses").asText())
                .startsWith("Apache-2.0");
        assertThat(configuration.at("/Labels/org.opencontainers.image.revision").asText())
                .matches("[0-9a-f]{12}(-dirty)?|unknown");
    }

    @Test
    void servesAndEndsWithZeroOnSigterm() throws Exception {
        int port = freePort();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                ApicurioRegistry registry =
                        ApicurioRegistry.start(QuickstartFiles.locate().registry())) {
            broker.createTopics(Map.of("sentences", 2, "frames", 2, "rejections", 1, "diagnostics", 1));
            Path checkpoint = QuickstartFiles.locate().checkpoint().toAbsolutePath();
            Map<String, String> environment = Map.of(
                    "SRL_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                    "SRL_SCHEMA_REGISTRY_URL", registry.url(),
                    "SRL_MODEL_PATH", "/checkpoint/srl-bert-mini.tar.gz",
                    "SRL_MODEL_CACHE_DIR", "/cache/model",
                    "SRL_HTTP_PORT", Integer.toString(port),
                    "SRL_KAFKA_REPLICATION_FACTOR", "1",
                    "DJL_CACHE_DIR", "/cache/djl",
                    "JDK_JAVA_OPTIONS", "-XX:MaxRAMPercentage=10");
            // When
            try (Container.Running service = requireNonNull(container).start(checkpoint, environment, "run")) {
                Awaitility.await()
                        .atMost(PATIENCE)
                        .failFast(() ->
                                assertThat(service.isAlive()).as(service.log()).isTrue())
                        .until(() -> status(port, "/readyz") == 200);
                Program published = service.exec("The chef opened a restaurant.\n", "srl", "publish");
                Program frames = service.exec("", "srl", "frames", "--follow", "--max", "1");
                // Then
                assertThat(published.exitCode()).as(published.err()).isZero();
                assertThat(frames.out()).as(frames.err()).contains("opened", "ARG0", "The chef");
                assertThat(status(port, "/startupz")).isEqualTo(200);
                assertThat(status(port, "/livez")).isEqualTo(200);
                assertThat(service.terminate()).as(service.log()).isZero();
                assertThat(service.log()).contains("event=summary", " sentences=1 ");
            }
        }
    }

    private static void assumeNo(Optional<String> obstacle) {
        assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    }

    /** With a cache of its own each time: layers that an earlier image left there would be taken and not made. */
    private static String build(Path target) throws Exception {
        return new ServiceImage(RELEASE, "test", "linux-x86_64", Files.createTempDirectory(folder, "layers"))
                .build("tar:" + base, "tar:" + target)
                .getDigest()
                .toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int status(int port, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // Not listening yet.
        }
    }
}
