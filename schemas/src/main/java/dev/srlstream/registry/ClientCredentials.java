package dev.srlstream.registry;

import static dev.srlstream.registry.CredentialSettings.BEARER_SOURCE;
import static dev.srlstream.registry.CredentialSettings.CLIENT_ID;
import static dev.srlstream.registry.CredentialSettings.CLIENT_SECRET;
import static dev.srlstream.registry.CredentialSettings.OAUTH_INHERIT;
import static dev.srlstream.registry.CredentialSettings.SCOPE;
import static dev.srlstream.registry.CredentialSettings.STATIC_TOKEN;
import static dev.srlstream.registry.CredentialSettings.TOKEN_ENDPOINT;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * With what a token is asked for in OAuth's grant {@code client_credentials} (RFC 6749, 4.4). Immutable; its text form holds no secret.
 *
 * @param authorization value of the Authorization header
 */
record ClientCredentials(
        URI endpoint,
        String id,
        String authorization,
        @Nullable String scope) {
    /** Null where no token is to be asked for. */
    static @Nullable ClientCredentials of(SchemaRegistryConfig config) {
        String source = Credentials.bearerSource(config);
        if (source == null || source.equals(STATIC_TOKEN)) {
            return null;
        }
        String endpoint = config.text(TOKEN_ENDPOINT);
        String id = config.text(CLIENT_ID);
        String secret = config.secret(CLIENT_SECRET);
        String scope = config.text(SCOPE);
        if (source.equals(OAUTH_INHERIT)) {
            SaslLogin login = SaslLogin.of(config, BEARER_SOURCE + "=" + OAUTH_INHERIT);
            endpoint = endpoint == null ? config.text(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL) : endpoint;
            id = id == null ? login.option("clientId") : id;
            secret = secret == null ? login.option("clientSecret") : secret;
            scope = scope == null ? login.option("scope") : scope;
        }
        if (endpoint == null || id == null || secret == null) {
            throw missing(source, endpoint, id, secret);
        }
        return new ClientCredentials(uri(endpoint), id, Credentials.basic(id + ":" + secret), scope);
    }

    /** The form that is posted. */
    String form() {
        return "grant_type=client_credentials"
                + (scope == null ? "" : "&scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8));
    }

    /** The address of the endpoint, without what may be secret in it. */
    @Override
    public String toString() {
        String port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port + endpoint.getRawPath();
    }

    private static ConfigException missing(
            String source, @Nullable String endpoint, @Nullable String id, @Nullable String secret) {
        List<String> missing = new ArrayList<>();
        if (endpoint == null) {
            missing.add(TOKEN_ENDPOINT);
        }
        if (id == null) {
            missing.add(CLIENT_ID);
        }
        if (secret == null) {
            missing.add(CLIENT_SECRET);
        }
        return new ConfigException(
                "Tokens for the schema registry are to be asked for (" + BEARER_SOURCE + " is " + source
                        + "), but there is no " + String.join(", no ", missing) + "; set what is missing"
                        + (source.equals(OAUTH_INHERIT)
                                ? ", or give Kafka's client a login with clientId and clientSecret and "
                                        + SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL
                                : ""));
    }

    /** The exception repeats nothing of the text, which may hold a secret. */
    private static URI uri(String text) {
        URI uri = null;
        if (text.startsWith("http://") || text.startsWith("https://")) {
            try {
                uri = URI.create(text);
            } catch (IllegalArgumentException e) {
                uri = null;
            }
        }
        if (uri == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new ConfigException(TOKEN_ENDPOINT
                    + " is not a URL with http:// or https:// and a host, and without a user; the secret belongs into "
                    + CLIENT_SECRET);
        }
        return uri;
    }
}
