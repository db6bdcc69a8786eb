package dev.srlstream.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.srlstream.registry.FakeRegistry.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryOauthTest {
    private static final String SECRET = "s3cr&t";
    /** Base64 of {@code srl:s3cr&t}, from coreutils. */
    private static final String BASIC = "Basic c3JsOnMzY3ImdA==";

    private final FakeRegistry registry;
    private final FakeTokenEndpoint endpoint;
    private final Map<String, Object> settings = new HashMap<>();
    private final AtomicLong seconds = new AtomicLong();

    RegistryOauthTest() throws IOException {
        registry = new FakeRegistry(Dialect.CONFLUENT);
        endpoint = new FakeTokenEndpoint();
        settings.putAll(registry.settings());
        settings.put("bearer.auth.credentials.source", "OAUTHBEARER");
        settings.put("bearer.auth.issuer.endpoint.url", endpoint.url());
        settings.put("bearer.auth.client.id", "srl");
        settings.put("bearer.auth.client.secret", SECRET);
    }

    @AfterEach
    void stop() {
        registry.close();
        endpoint.close();
    }

    @Test
    void sendsATokenThatItAsksForOnceAndWhatConfluentCloudWantsToKnow() {
        // Given
        settings.put("bearer.auth.scope", "read all");
        settings.put("bearer.auth.logical.cluster", "lsrc-1");
        settings.put("bearer.auth.identity.pool.id", "pool-1");
        SchemaRegistryClient client = client();

        // When
        client.requireReachable();
        client.requireReachable();

        // Then
        assertThat(endpoint.requests())
                .containsExactly(new FakeTokenEndpoint.Request(
                        "POST",
                        BASIC,
                        "application/x-www-form-urlencoded",
                        "grant_type=client_credentials&scope=read+all"));
        assertThat(registry.requests()).hasSize(2).allSatisfy(request -> assertThat(request.headers())
                .containsEntry("Authorization", List.of("Bearer t1"))
                .containsEntry("Target-sr-cluster", List.of("lsrc-1"))
                .containsEntry("Confluent-identity-pool-id", List.of("pool-1")));
    }

    @ParameterizedTest
    @CsvSource({"3600, 300, 3300", "1000, 300, 800", "1000, 0, 1000"})
    void replacesATokenBeforeItsEnd(int lifetime, int buffer, int renewal) {
        // Given
        endpoint.issueFor(lifetime);
        settings.put("bearer.auth.cache.expiry.buffer.seconds", buffer);
        SchemaRegistryClient client = client();

        // When
        client.requireReachable();
        seconds.set(renewal - 1);
        client.requireReachable();
        seconds.set(renewal);
        client.requireReachable();

        // Then
        assertThat(sent()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    }

    @Test
    void goesOnWithTheOldTokenToItsEndWhereTheEndpointIsDown() {
        // Given
        SchemaRegistryClient client = client();
        client.requireReachable();
        endpoint.close();

        // When
        seconds.set(3_400);
        client.requireReachable();
        seconds.set(3_599);
        client.requireReachable();
        seconds.set(3_700);
        Throwable thrown = catchThrowable(client::requireReachable);

        // Then
        assertThat(sent()).containsExactly("Bearer t1", "Bearer t1", "Bearer t1");
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage(
                        "The token endpoint at " + endpoint.url()
                                + " gave no answer in 3 attempts (connection refused); start it, or correct bearer.auth.issuer.endpoint.url");
    }

    @Test
    void asksForAnotherTokenWhereTheRegistryRefusesAnOldOne() {
        // Given
        SchemaRegistryClient client = client();
        client.requireReachable();
        registry.requireAuthorization("Bearer t2");
        seconds.set(1);

        // When
        client.requireReachable();

        // Then
        assertThat(sent()).containsExactly("Bearer t1", "Bearer t1", "Bearer t2");
    }

    @Test
    void asksForNoOtherTokenWhereTheRegistryRefusesANewOne() {
        // Given
        registry.requireAuthorization("Bearer another");

        // When
        Throwable thrown = catchThrowable(client()::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnauthorisedException.class)
                .hasMessageContaining("bearer.auth.client.id");
        assertThat(sent()).containsExactly("Bearer t1");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void asksAgainWhereTheEndpointIsMomentarilyUnable() {
        // Given
        endpoint.answerNext(503, "");
        endpoint.answerNext(429, "slow down");

        // When
        client().requireReachable();

        // Then
        assertThat(sent()).containsExactly("Bearer t3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | {"error":"invalid_client","error_description":"No such\\nclient."} | refuses the client 'srl' (invalid_client): No such client.; check bearer.auth.client.id, bearer.auth.client.secret and bearer.auth.scope
            401 | ``                                                                | refuses the client 'srl' (HTTP 401); check
            400 | {"error":"invalid_scope"}                                         | refuses the client 'srl' (invalid_scope); check
            403 | <html>                                                            | refuses the client 'srl' (HTTP 403); check
            """)
    void saysThatTheEndpointRefusesTheClient(int status, String answer, String words) {
        // Given
        endpoint.answerNext(status, answer);

        // When
        Throwable thrown = catchThrowable(client()::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnauthorisedException.class)
                .hasMessageStartingWith("The token endpoint at " + endpoint.url() + " " + words)
                .hasMessageNotContaining(SECRET);
        assertThat(endpoint.requests()).hasSize(1);
        assertThat(registry.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            404 | Not Found
            302 | ``
            200 | <html>Sign in</html>
            200 | {"id_token":"t"}
            200 | {"access_token":"two\\nlines"}
            """)
    void tellsAnotherServerFromATokenEndpoint(int status, String answer) {
        // Given
        endpoint.answerNext(status, answer);

        // When
        Throwable thrown = catchThrowable(client()::requireReachable);

        // Then
        assertThat(thrown)
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessage(
                        "What answers at %s is not a token endpoint (HTTP %d without a token); correct bearer.auth.issuer.endpoint.url"
                                .formatted(endpoint.url(), status));
    }

    @Test
    void takesTheLoginOfKafkasClientAndWhatIsSetBesideIt() {
        // Given
        settings.keySet().removeIf(key -> key.startsWith("bearer."));
        settings.put("bearer.auth.credentials.source", "SASL_OAUTHBEARER_INHERIT");
        settings.put("bearer.auth.logical.cluster", "lsrc-1");
        settings.put("sasl.oauthbearer.token.endpoint.url", endpoint.url());
        settings.put("sasl.jaas.config", """
                org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId="srl" clientSecret="s3cr&t"
                  scope="kafka" extension_logicalCluster="lkc-1" extension_identityPoolId="pool-1";""");

        // When
        client().requireReachable();

        // Then
        assertThat(endpoint.requests().get(0))
                .extracting(FakeTokenEndpoint.Request::authorization, FakeTokenEndpoint.Request::form)
                .containsExactly(BASIC, "grant_type=client_credentials&scope=kafka");
        assertThat(registry.requests().get(0).headers())
                .containsEntry("Target-sr-cluster", List.of("lsrc-1"))
                .containsEntry("Confluent-identity-pool-id", List.of("pool-1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            bearer.auth.client.id           |                        | no bearer.auth.client.id;
            bearer.auth.client.secret       |                        | no bearer.auth.client.secret;
            bearer.auth.issuer.endpoint.url |                        | no bearer.auth.issuer.endpoint.url;
            bearer.auth.issuer.endpoint.url | srl:s3cr&t@host/token  | bearer.auth.issuer.endpoint.url is not a URL
            bearer.auth.issuer.endpoint.url | https://a:s3cr&t@host/ | bearer.auth.issuer.endpoint.url is not a URL
            bearer.auth.credentials.source  | CUSTOM                 | set one of STATIC_TOKEN, OAUTHBEARER, SASL_OAUTHBEARER_INHERIT
            bearer.auth.credentials.source  | STATIC_TOKEN           | bearer.auth.token is not set
            bearer.auth.credentials.source  | SASL_OAUTHBEARER_INHERIT | sasl.jaas.config is not set
            basic.auth.user.info            | srl:s3cr&t             | Both bearer.auth.credentials.source=OAUTHBEARER and a user
            basic.auth.credentials.source   | SASL_INHERIT           | sasl.jaas.config is not set
            """)
    void namesTheSettingThatIsMissingOrWrong(String key, String value, String words) {
        // Given
        settings.put(key, value);

        // When
        Throwable thrown = catchThrowable(this::client);

        // Then
        assertThat(thrown)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void needsNoSourceWhereAnEndpointIsSet() {
        // Given
        settings.remove("bearer.auth.credentials.source");

        // When
        client().requireReachable();

        // Then
        assertThat(sent()).containsExactly("Bearer t1");
    }

    @Test
    void countsTheTimeForATokenIntoTheLongestCall() {
        // Given
        settings.putAll(Map.of("http.read.timeout.ms", "100", "max.retries", "1", "retries.wait.ms", "10"));

        // When
        Duration longest = new SchemaRegistryConfig(settings).longestCall();

        // Then two attempts and a wait each, for registry and token, and the request with the new token
        assertThat(longest).isEqualTo(Duration.ofMillis(210 + 210 + 100));
    }

    private List<String> sent() {
        return registry.requests().stream()
                .flatMap(request -> request.headers().getOrDefault("Authorization", List.of()).stream())
                .toList();
    }

    private SchemaRegistryClient client() {
        return new SchemaRegistryClient(
                settings, () -> Duration.ofSeconds(seconds.get()).toNanos());
    }
}
