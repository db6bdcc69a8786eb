package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTransportTest {
    private static final String TEXT = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[]}";
    private static final Schema SCHEMA = new Schema.Parser().parse(TEXT);

    private final FakeRegistry registry;

    RegistryTransportTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
        registry.put("r-value", TEXT, null);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void asksAgainWhereTheRegistryIsMomentarilyUnable(int status) {
        // Given
        registry.failNext(status, status);

        // When
        Schema schema = client(registry.url()).schema(1);

        // Then
        assertThat(schema).isEqualTo(SCHEMA);
        assertThat(registry.requests()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422})
    void neverRepeatsARefusedRequest(int status) {
        // Given
        registry.failNext(status);

        // When
        Throwable thrown = catchThrowable(() -> client(registry.url()).schema(1));

        // Then
        assertThat(thrown).isInstanceOf(RegistryException.class).isNotInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void saysWhyARequestWasRefused() {
        // Given
        registry.failNext(422);

        // When
        Throwable thrown = catchThrowable(() -> client(registry.url()).register("s", SCHEMA, false));

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryRefusalException.class)
                .hasMessage("The schema registry at " + registry.url()
                        + " refuses the schema of R under the subject 's' (HTTP 422, error_code 42201): told to fail");
    }

    @Test
    void givesUpAfterTheConfiguredAttemptsAndNamesTheAddress() {
        // Given
        registry.failNext(503, 503, 503);
        SchemaRegistryClient client = client(registry.url());

        // When
        Throwable thrown = catchThrowable(() -> client.schema(1));

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage("The schema registry at " + registry.url()
                        + " gave no answer in 3 attempts (HTTP 503); start it, or correct schema.registry.url");
        assertThat(client.schema(1)).isEqualTo(SCHEMA);
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        // Given
        String url = unusedAddress();

        // When
        Throwable thrown = catchThrowable(() -> client(url).requireReachable());

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("connection refused");
    }

    @Test
    void passesOnToTheNextAddressAndStaysThere() throws IOException {
        // Given
        registry.put("s-value", TEXT, null);
        try (FakeRegistry overloaded = new FakeRegistry(Dialect.CONFLUENT)) {
            overloaded.failNext(503);
            SchemaRegistryClient client = client(unusedAddress() + ", " + overloaded.url() + "/," + registry.url());

            // When
            Schema first = client.schema(1);
            Schema second = client.schema(2);

            // Then
            assertThat(first).isEqualTo(second).isEqualTo(SCHEMA);
            assertThat(overloaded.requests()).hasSize(1);
            assertThat(registry.requests()).hasSize(2);
        }
    }

    @Test
    void asksTheOthersWhereOneAddressDoesNotHaveASchema() throws IOException {
        try (FakeRegistry behind = new FakeRegistry(Dialect.APICURIO);
                FakeRegistry alsoBehind = new FakeRegistry(Dialect.CONFLUENT)) {
            // Given
            SchemaRegistryClient client = client(behind.url() + "," + alsoBehind.url() + "," + registry.url());

            // When
            Schema first = client.schema(1);
            Schema latest = client.latest("r-value").schema();

            // Then
            assertThat(first).isEqualTo(latest).isEqualTo(SCHEMA);
            assertThat(behind.requests()).hasSize(1);
            assertThat(alsoBehind.requests()).hasSize(1);
            assertThat(registry.requests()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 401, 422, 503})
    void saysThatASchemaIsUnknownWhereOneAddressSaysSoAndNoneHasIt(int other) throws IOException {
        try (FakeRegistry failing = new FakeRegistry(Dialect.CONFLUENT)) {
            // Given
            if (other != 0) {
                failing.failNext(other);
            }

            // When
            Throwable thrown = catchThrowable(
                    () -> client(registry.url() + "," + failing.url()).schema(77));

            // Then
            assertThat(thrown).isInstanceOf(SchemaNotFoundException.class);
            assertThat(registry.requests()).hasSize(1);
            assertThat(failing.requests()).hasSize(1);
        }
    }

    @Test
    void asksEveryAddressEvenWithoutRetries() throws IOException {
        // Given
        Map<String, Object> settings = settings(unusedAddress() + "," + unusedAddress() + "," + registry.url());
        settings.put(SchemaRegistryConfig.MAX_RETRIES, "0");

        // When
        Schema schema = new SchemaRegistryClient(settings).schema(1);

        // Then
        assertThat(schema).isEqualTo(SCHEMA);
    }

    @Test
    void breaksOffAnAnswerThatStallsAfterItsHeaders() throws IOException {
        // Given
        HttpServer stalling = server(out -> {
            out.write('{');
            out.flush();
            Thread.sleep(60_000);
        });
        try {
            Map<String, Object> settings = settings(address(stalling));
            settings.put(SchemaRegistryConfig.READ_TIMEOUT_MS, "200");
            settings.put(SchemaRegistryConfig.MAX_RETRIES, "0");

            // When
            Throwable thrown = catchThrowable(() -> new SchemaRegistryClient(settings).schema(1));

            // Then
            assertThat(thrown)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("no complete answer within 200 ms");
        } finally {
            stalling.stop(0);
        }
    }

    @Test
    void breaksOffAnAnswerWithoutEnd() throws IOException {
        // Given
        byte[] page = new byte[1 << 16];
        HttpServer endless = server(out -> {
            while (true) {
                out.write(page);
            }
        });
        try {
            Map<String, Object> settings = settings(address(endless));
            settings.put(SchemaRegistryConfig.MAX_RETRIES, "0");

            // When
            Throwable thrown = catchThrowable(() -> new SchemaRegistryClient(settings).schema(1));

            // Then
            assertThat(thrown)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("the answer is longer than 4194304 bytes");
        } finally {
            endless.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>welcome</html>", "", "42", "{\"message\":\"hello\"}"})
    void tellsAnotherServerFromARegistry(String body) throws IOException {
        // Given
        HttpServer other = server(out -> out.write(body.getBytes(StandardCharsets.UTF_8)));
        try {
            // When
            Throwable onWriting = catchThrowable(() -> client(address(other)).register("s", SCHEMA, false));
            Throwable onReading = catchThrowable(() -> client(address(other)).schema(1));

            // Then
            assertThat(onWriting)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("is not a schema registry");
            assertThat(onReading)
                    .isInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("is not a schema registry");
        } finally {
            other.stop(0);
        }
    }

    @Test
    void endsAtOnceWhereTheThreadIsInterrupted() {
        // Given
        SchemaRegistryClient client = client(registry.url());
        Thread.currentThread().interrupt();

        // When
        Throwable thrown = catchThrowable(() -> client.schema(1));

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(InterruptException.class);
    }

    private interface Body {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private static HttpServer server(Body body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                body.write(out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.setExecutor(command -> {
            Thread thread = new Thread(command, "test-server");
            thread.setDaemon(true);
            thread.start();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String unusedAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static SchemaRegistryClient client(String urls) {
        return new SchemaRegistryClient(settings(urls));
    }

    private static Map<String, Object> settings(String urls) {
        return new HashMap<>(FakeRegistry.settings(urls));
    }
}
