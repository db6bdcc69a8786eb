package dev.srlstream.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.srlstream.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said at the start about a registry that does not let the service write, with our serialiser and with Confluent's. */
class SchemaTrialIT {
    private static final String OURS = "dev.srlstream.serde.AvroSerializer";
    private static final String CONFLUENT = "io.confluent.kafka.serializers.KafkaAvroSerializer";
    private static final String FRAMES = "dev.srlstream.event.SentenceFrames under the subject 'frames-value'";

    private final HttpServer server;
    private volatile int status = 200;
    private volatile String body = "{\"id\":1}";

    SchemaTrialIT() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
                byte[] answer = body.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        false | 404 | 40401 | does not have the schema of FRAMES
        false | 404 | 40403 | run 'srl schemas --register' with the settings of the service
        true  | 403 | 40301 | FRAMES cannot be written with: The schema registry at
        true  | 401 | 40101 | run 'srl schemas --register' as somebody who may, and set auto.register.schemas=false
        true  | 409 | 40901 | FRAMES cannot be written with: The schema registry at
        true  | 422 | 42201 | 'srl schemas --check' compares
        """)
    void saysWhatTheRegistryHasAgainstIt(String register, int status, int code, String expected) throws Exception {
        this.status = status;
        body = "{\"error_code\":" + code + ",\"message\":\"said so\"}";
        for (String serializer : new String[] {OURS, CONFLUENT}) {
            // Given
            Settings settings = settings(serializer, register, "");

            // When
            StartupException refusal =
                    catchThrowableOfType(StartupException.class, () -> new SchemaTrial(settings).require());

            // Then
            assertThat(refusal).as(serializer).hasMessageContaining(expected.replace("FRAMES", FRAMES));
            assertThat(refusal.getMessage()).doesNotContain("\n");
            assertThat(refusal.exitCode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OURS, CONFLUENT})
    void acceptsARegistryThatHasTheSchemas(String serializer) throws Exception {
        new SchemaTrial(settings(serializer, "true", "")).require();
        new SchemaTrial(settings(serializer, "false", "")).require();
    }

    @Test
    void namesTheSubjectOfAnotherStrategy() {
        // Given
        status = 404;
        body = "{\"error_code\":40401,\"message\":\"no\"}";

        // When
        StartupException refusal = catchThrowableOfType(StartupException.class, () -> new SchemaTrial(
                        settings(OURS, "false", "io.confluent.kafka.serializers.subject.RecordNameStrategy"))
                .require());

        // Then
        assertThat(refusal).hasMessageContaining("under the subject 'dev.srlstream.event.SentenceFrames'");
    }

    private Settings settings(String serializer, String register, String strategy) throws Exception {
        return Settings.load(
                null,
                Map.of(),
                Map.of(
                        "schema.registry.url",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "value.serializer",
                        serializer,
                        "auto.register.schemas",
                        register,
                        "registry.value.subject.name.strategy",
                        strategy,
                        "registry.max.retries",
                        "0"));
    }
}
