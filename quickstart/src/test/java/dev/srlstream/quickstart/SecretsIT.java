package dev.srlstream.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No secret leaves the process, wherever it came from, whether it was right or wrong, and however much is logged. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class SecretsIT {
    private static final String LIBRARIES_TOO = "-Dsrl.log.libraries=debug";

    private final SecuredPath path;

    SecretsIT(@TempDir Path folder) throws Exception {
        path = SecuredPath.start(folder);
        path.gateway().demand(SecuredPath.BASIC);
    }

    @AfterAll
    void stop() {
        path.close();
    }

    @Test
    void aServiceThatWorksKeepsThemToItself(@TempDir Path folder) throws Exception {
        // Given
        Map<String, String> settings = settings();
        Map<String, String> environment = new HashMap<>();
        environment.put("SRL_REGISTRY_BASIC_AUTH_USER_INFO", settings.remove("registry.basic.auth.user.info"));
        String jaas = settings.remove("kafka.sasl.jaas.config");
        String[] command = {
            LIBRARIES_TOO,
            "run",
            "-v",
            "--set",
            "kafka.sasl.jaas.config=" + jaas,
            "--set",
            "registry.request.header.X-Key=s3cr3t-header",
            "--set",
            "schema.registry.url=" + path.gateway().url().replace("://", "://url-user:s3cr3t-url@")
        };
        List<String> topics = List.of("frames", "rejections", "diagnostics", "srl-stream-pending-sentences-changelog");
        try (SrlProcess service = SrlProcess.start(folder, settings, environment, command);
                SentenceFeed feed = new SentenceFeed(
                        "sentences",
                        1,
                        path.broker().open().bootstrapServers(),
                        Map.of("schema.registry.url", path.registry().url()));
                CommittedRecords frames = frames()) {
            // When
            feed.publishUpTo(5, 0);
            while (service.process().isAlive() && frames.poll() < 5) {
                // Polling waits a little itself.
            }
            service.process().destroy();
            // Then
            assertThat(service.exitCode()).as(service.said()).isZero();
            assertThat(service.said()).contains("event=started", "level=DEBUG");
            assertThat(frames.all()).hasSize(5);
        }
        try (CommittedRecords records =
                new CommittedRecords(path.broker().open().bootstrapServers(), topics)) {
            records.readToEnd();
            assertThat(records.all()).hasSizeGreaterThan(6).allSatisfy(SecretsIT::assertFree);
        }
        assertFree(folder);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            kafka.sasl.jaas.config, org.apache.kafka.common.security.scram.ScramLoginModule required username=srl password=s3cr3t-wrong;, 1, refuse the credentials
            kafka.sasl.jaas.config, org.apache.kafka.common.security.scram.ScramLoginModule required username=srl password=s3cr3t/x, 1, kafka.
            kafka.ssl.truststore.password, s3cr3t-wrong, 1, kafka.
            registry.basic.auth.user.info, registry-user:s3cr3t-wrong, 1, basic.auth.user.info
            registry.request.header.X-Key, "s3cr3t\\u0007", 2, request.header.X-Key
            registry.schema.registry.ssl.truststore.password, s3cr3t-wrong, 2, schema.registry.ssl.
            schema.registry.url, https://user:s3cr3t@:8081, 2, schema.registry.url
            """)
    void wrongOnesAreNotRepeated(String key, String value, int exitCode, String reason, @TempDir Path folder)
            throws Exception {
        // Given
        Map<String, String> settings = settings();
        settings.put(key, value.replace("\\u0007", "\u0007"));
        // When
        try (SrlProcess service = SrlProcess.start(folder, settings, Map.of(), LIBRARIES_TOO, "run", "-v")) {
            // Then
            assertThat(service.exitCode()).as(service.said()).isEqualTo(exitCode);
            assertThat(service.said()).contains(reason);
        }
        assertFree(folder);
    }

    @Test
    void configMasksThem(@TempDir Path folder) throws Exception {
        try (SrlProcess config = SrlProcess.start(folder, settings(), Map.of(), "config")) {
            assertThat(config.exitCode()).isZero();
            assertThat(config.said())
                    .contains("kafka.sasl.jaas.config=[hidden]", "registry.basic.auth.user.info=[hidden]");
        }
        assertFree(folder);
    }

    private Map<String, String> settings() {
        Map<String, String> settings = path.settings();
        settings.put("http.port", "0");
        settings.put("model.cache.dir", path.folder().resolve("models").toString());
        return settings;
    }

    private CommittedRecords frames() {
        return new CommittedRecords(path.broker().open().bootstrapServers(), List.of("frames", "rejections"));
    }

    /** The settings file aside, which is where they belong. */
    private static void assertFree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().equals("srl.properties")) {
                    assertFree(file.toString(), Files.readAllBytes(file));
                }
            }
        }
    }

    private static void assertFree(ConsumerRecord<byte[], byte[]> record) {
        assertFree(record.topic(), record.key());
        assertFree(record.topic(), record.value());
        record.headers().forEach(header -> assertFree(header.key(), header.value()));
    }

    private static void assertFree(String where, byte @Nullable [] bytes) {
        if (bytes != null) {
            assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                    .as(where)
                    .doesNotContain(SecuredPath.MARK, SecuredPath.BASIC);
        }
    }
}
