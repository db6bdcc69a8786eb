package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./srl run} as the first process of its namespace, as in a container, where Linux drops signals that a process does not
 * handle. What stops containers sends SIGTERM.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstProcessIT {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> NAMESPACE = List.of("unshare", "--pid", "--fork", "--kill-child");

    private final EmbeddedBroker broker;
    private final ApicurioRegistry registry;

    @TempDir
    private Path folder = Path.of("");

    FirstProcessIT() throws Exception {
        broker = EmbeddedBroker.start();
        registry = SharedRegistry.get();
        broker.createTopics(Map.of("sentences", 1, "frames", 1, "rejections", 1, "diagnostics", 1));
    }

    @BeforeAll
    static void requireNamespaces() throws Exception {
        assumeTrue(
                canMakeNamespaces(),
                "no right to make a PID namespace here (unshare of util-linux, as root): SIGTERM was not sent to a first process");
    }

    private static boolean canMakeNamespaces() throws InterruptedException {
        try {
            return new ProcessBuilder(Stream.concat(NAMESPACE.stream(), Stream.of("true"))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void endsInAnOrderlyWayWhileItLabels() throws Exception {
        // Given
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        try (SentenceFeed feed = new SentenceFeed(
                        "sentences", 1, broker.bootstrapServers(), Map.of("schema.registry.url", registry.url()));
                CommittedRecords frames = new CommittedRecords(broker.bootstrapServers(), List.of("frames"))) {
            feed.publishUpTo(2, 0);
            // When
            int exitCode = askToEndAfter(settings, () -> frames.poll() == 2);
            // Then
            assertThat(exitCode).as(log()).isZero();
        }
    }

    @Test
    @Tag("long")
    void endsInAnOrderlyWayAfterTheAudit() throws Exception {
        // Given
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        try (SilentRegistry silent = new SilentRegistry(registry)) {
            settings.put("schema.registry.url", silent.url());
            // When
            int exitCode = askToEndAfter(settings, silent::isAsked);
            // Then
            assertThat(exitCode).as(log()).isZero();
            assertThat(log()).doesNotContain("event=started");
        }
    }

    @Test
    @Tag("long")
    void endsInAnOrderlyWayDuringTheWarmUp() throws Exception {
        // Given
        Map<String, String> settings = ServiceSettings.of(broker, registry, folder);
        // When the model has been written into the cache, and is about to be loaded
        int exitCode = askToEndAfter(settings, this::isModelCached);
        // Then
        assertThat(exitCode).as(log()).isZero();
    }

    @Test
    void endsBeforeJavaBegins() throws Exception {
        // Given a Java that takes its time to tell its version
        Path home = folder.resolve("slow");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                [ "$1" = -version ] || exit 7
                echo >'%1$s/asked'
                while [ ! -e '%1$s/go' ]; do sleep 0.1; done
                echo 'openjdk version "17.0.1"'
                """.formatted(home));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        // When
        Process namespace = start(home, Map.of());
        try {
            await("the question").atMost(PATIENCE).until(() -> Files.exists(home.resolve("asked")));
            first(namespace).destroy();
            Files.createFile(home.resolve("go"));
            // Then
            assertThat(exitCode(namespace)).isEqualTo(143);
        } finally {
            namespace.destroyForcibly();
        }
    }

    private boolean isModelCached() throws IOException {
        Path cache = folder.resolve("models");
        if (!Files.isDirectory(cache)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(cache)) {
            return files.anyMatch(file -> file.toString().endsWith(".pt"));
        }
    }

    /** Runs the service until the condition holds. Returns what it ends with. */
    private int askToEndAfter(Map<String, String> settings, Callable<Boolean> condition) throws Exception {
        Process namespace = start(Path.of(System.getProperty("java.home")), settings);
        try {
            await("the moment").atMost(PATIENCE).until(() -> !namespace.isAlive() || condition.call());
            first(namespace).destroy();
            return exitCode(namespace);
        } finally {
            namespace.destroyForcibly();
        }
    }

    private Process start(Path javaHome, Map<String, String> settings) throws IOException {
        Checkout checkout = Checkout.layOut(folder.resolve("checkout"));
        checkout.build();
        Path configuration = folder.resolve("srl.properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer writer = Files.newBufferedWriter(configuration)) {
            properties.store(writer, null);
        }
        List<String> command = new ArrayList<>(NAMESPACE);
        command.addAll(List.of(checkout.launcher().toString(), "run", "--config", configuration.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("srl.log").toFile());
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("SRL_JAVA_OPTS", "-Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        return builder.start();
    }

    /** The first process of the namespace, by the number that it has outside. */
    private ProcessHandle first(Process namespace) {
        return namespace.children().findFirst().orElseThrow(() -> new AssertionError(log()));
    }

    private int exitCode(Process namespace) throws InterruptedException {
        assertThat(namespace.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(log())
                .isTrue();
        return namespace.exitValue();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("srl.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }
}
