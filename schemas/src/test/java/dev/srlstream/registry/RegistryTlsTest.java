package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RegistryTlsTest {
    private static final String PASSWORD = "pa55word";

    private static Path store;

    private final HttpsServer server;

    RegistryTlsTest() throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    /** One self-signed key serves as the registry's and the client's identity, and as the only trusted certificate. */
    @BeforeAll
    static void makeIdentity(@TempDir Path folder) throws IOException, InterruptedException {
        store = folder.resolve("store.p12");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(
                List.of("-genkeypair -alias registry -dname CN=localhost -ext san=ip:127.0.0.1 -keyalg EC".split(" ")));
        command.addAll(List.of(
                "-validity", "2", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", store.toString()));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
    }

    @BeforeEach
    void start() {
        SSLContext tls = RegistryTls.context(new SchemaRegistryConfig(settings(true, true)));
        assertThat(tls).isNotNull();
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = getSSLContext().getDefaultSSLParameters();
                asked.setNeedClientAuth(true);
                parameters.setSSLParameters(asked);
            }
        });
        server.createContext("/", exchange -> {
            String answer = exchange.getRequestURI().getPath().equals("/token")
                    ? "{\"access_token\":\"t\",\"expires_in\":60}"
                    : "[\"AVRO\"]";
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void showsItsCertificateToARegistryThatItTrusts(StoreFormat format) throws Exception {
        // Given
        Map<String, Object> settings = settings(false, false);
        settings.putAll(format.settings(store, PASSWORD));
        SchemaRegistryClient client = new SchemaRegistryClient(settings);

        // When
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(thrown).isNull();
    }

    @Test
    void asksForATokenWithTheSameCertificates() {
        // Given
        Map<String, Object> settings = settings(true, true);
        settings.putAll(Map.of(
                "bearer.auth.issuer.endpoint.url",
                settings.get(SchemaRegistryConfig.URL) + "/token",
                "bearer.auth.client.id",
                "srl",
                "bearer.auth.client.secret",
                "secret"));

        // When
        Throwable thrown = catchThrowable(new SchemaRegistryClient(settings)::requireReachable);

        // Then
        assertThat(thrown).isNull();
    }

    @Test
    void refusesARegistryThatItDoesNotTrust() {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(settings(false, true));

        // When
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("TLS: ")
                .hasMessageContaining("schema.registry.ssl.truststore.location");
    }

    @Test
    void isRefusedWithoutACertificate() {
        // Given
        SchemaRegistryClient client = new SchemaRegistryClient(settings(true, false));

        // When
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("schema.registry.ssl.keystore.location");
    }

    @Test
    void namesTheSettingsWhereAStoreIsMissing() {
        // Given
        Map<String, Object> settings = settings(true, false);
        settings.put("schema.registry.ssl.truststore.location", store + ".missing");

        // When
        Throwable thrown = catchThrowable(() -> new SchemaRegistryClient(settings));

        // Then
        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.ssl.*")
                .hasMessageContaining("store.p12.missing")
                .hasMessageNotContaining(PASSWORD);
    }

    @Test
    void alwaysVerifiesTheNameOfTheRegistry() {
        // Given
        Map<String, Object> settings = settings(true, true);
        settings.put("schema.registry.ssl.endpoint.identification.algorithm", "");

        // When
        Throwable thrown = catchThrowable(() -> new SchemaRegistryClient(settings));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("must be https");
    }

    private Map<String, Object> settings(boolean trust, boolean identity) {
        String url = "https://127.0.0.1:" + server.getAddress().getPort();
        Map<String, Object> settings = new HashMap<>(FakeRegistry.settings(url));
        settings.put(SchemaRegistryConfig.MAX_RETRIES, "0");
        for (String kind : List.of("truststore", "keystore")) {
            if (kind.equals("truststore") ? trust : identity) {
                settings.put("schema.registry.ssl." + kind + ".location", store.toString());
                settings.put("schema.registry.ssl." + kind + ".password", PASSWORD);
                settings.put("schema.registry.ssl." + kind + ".type", "PKCS12");
            }
        }
        return settings;
    }
}
