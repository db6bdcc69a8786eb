package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryCredentialsTest {
    /** Base64 of {@code alice:s3cr&t}, from coreutils. */
    private static final String BASIC = "Basic YWxpY2U6czNjciZ0";

    private final FakeRegistry registry;

    RegistryCredentialsTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
    }

    @AfterEach
    void stop() {
        registry.close();
    }

    @Test
    void sendsUserAndPasswordOfTheAddress() {
        // Given
        registry.requireAuthorization(BASIC);
        SchemaRegistryClient client = client("http://alice:s3cr%26t@" + registry.authority(), Map.of());

        // When
        client.requireReachable();

        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_INFO", ""})
    void sendsTheConfiguredUserAndPassword(String source) {
        // Given
        registry.requireAuthorization(BASIC);
        Map<String, String> settings = new HashMap<>(Map.of(CredentialSettings.BASIC_USER_INFO, "alice:s3cr&t"));
        if (!source.isEmpty()) {
            settings.put(CredentialSettings.BASIC_SOURCE, source);
        }

        // When
        client(registry.url(), settings).requireReachable();

        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void sendsUserAndPasswordOfKafkasLogin() {
        // Given
        registry.requireAuthorization(BASIC);
        Map<String, String> settings = Map.of(
                CredentialSettings.BASIC_SOURCE,
                "SASL_INHERIT",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice\" password=\"s3cr&t\";");

        // When
        client(registry.url(), settings).requireReachable();

        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PlainLoginModule required password=\"s3cr&t\";", "PlainLoginModule required pass=s3cr&t"})
    void saysWhatKafkasLoginLacksWithoutRepeatingIt(String login) {
        // Given
        Map<String, String> settings = Map.of(
                CredentialSettings.BASIC_SOURCE,
                "SASL_INHERIT",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain." + login);

        // When
        Throwable thrown = catchThrowable(() -> client(registry.url(), settings));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("sasl.jaas.config");
        assertHides(thrown, "s3cr&t");
    }

    @Test
    void sendsATokenWithoutTheLineBreakOfItsFile() {
        // Given
        registry.requireAuthorization("Bearer t0k3n");

        // When
        client(registry.url(), Map.of(CredentialSettings.BEARER_TOKEN, "t0k3n\n"))
                .requireReachable();

        // Then
        assertThat(registry.requests()).hasSize(1);
    }

    @Test
    void sendsConfiguredHeaders() {
        // When
        client(registry.url(), Map.of("request.header.X-Tenant", "blue")).requireReachable();

        // Then
        assertThat(registry.requests().get(0).headers()).containsEntry("X-tenant", List.of("blue"));
    }

    @Test
    void saysThatAccessIsRefusedWithoutRepeatingTheCredentials() {
        // Given
        registry.requireAuthorization(BASIC);
        SchemaRegistryClient client = client("http://mallory:pa55word@" + registry.authority() + "/", Map.of());

        // When
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnauthorisedException.class)
                .hasMessageContaining("http://" + registry.authority() + " refuses access")
                .hasMessageContaining(CredentialSettings.BASIC_USER_INFO);
        assertHides(thrown, "pa55word", "mallory");
        assertThat(client.toString()).isEqualTo("http://" + registry.authority());
    }

    @Test
    void saysThatARegistryIsAbsentWithoutRepeatingTheCredentials() {
        // Given
        registry.close();
        SchemaRegistryClient client = client("http://alice:pa55word@" + registry.authority(), Map.of());

        // When
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("http://" + registry.authority() + " ");
        assertHides(thrown, "pa55word", "alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://alice:pa55word#@host:8081",
                "alice:pa55word@host",
                "mock://pa55word",
                "http://a:pa55word@"
            })
    void refusesAnAddressThatIsNoUrlWithoutRepeatingIt(String url) {
        // When
        Throwable thrown = catchThrowable(() -> client(url, Map.of()));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining(SchemaRegistryConfig.URL);
        assertHides(thrown, "pa55word");
    }

    @Test
    void refusesAHeaderThatCannotBeSentWithoutRepeatingIt() {
        // When
        Throwable thrown =
                catchThrowable(() -> client(registry.url(), Map.of("request.header.X-Key", "pa55word\r\nX: y")));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("request.header.X-Key");
        assertHides(thrown, "pa55word");
    }

    @Test
    void refusesTwoKindsOfCredentials() {
        // Given
        Map<String, String> both =
                Map.of(CredentialSettings.BASIC_USER_INFO, "alice:pa55word", CredentialSettings.BEARER_TOKEN, "t0k3n");

        // When
        Throwable thrown = catchThrowable(() -> client(registry.url(), both));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining("keep one of them");
        assertHides(thrown, "pa55word", "t0k3n");
    }

    @Test
    void refusesACredentialsSourceWithoutCredentials() {
        // When
        Throwable thrown =
                catchThrowable(() -> client(registry.url(), Map.of(CredentialSettings.BASIC_SOURCE, "USER_INFO")));

        // Then
        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(CredentialSettings.BASIC_SOURCE)
                .hasMessageContaining(CredentialSettings.BASIC_USER_INFO);
    }

    @Test
    void refusesToRunWithoutAnAddress() {
        // When
        Throwable thrown = catchThrowable(() -> client("", Map.of()));

        // Then
        assertThat(thrown).isInstanceOf(ConfigException.class).hasMessageContaining(SchemaRegistryConfig.URL);
    }

    private static void assertHides(Throwable thrown, String... secrets) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(secrets);
    }

    private static SchemaRegistryClient client(String url, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(FakeRegistry.settings(url));
        settings.putAll(more);
        return new SchemaRegistryClient(settings);
    }
}
