package dev.srlstream.registry;

import static dev.srlstream.registry.CredentialSettings.BASIC_SOURCE;
import static dev.srlstream.registry.CredentialSettings.BASIC_USER_INFO;
import static dev.srlstream.registry.CredentialSettings.BEARER_SOURCE;
import static dev.srlstream.registry.CredentialSettings.BEARER_TOKEN;
import static dev.srlstream.registry.CredentialSettings.SASL_INHERIT;
import static dev.srlstream.registry.CredentialSettings.STATIC_TOKEN;
import static dev.srlstream.registry.CredentialSettings.TOKEN_ENDPOINT;
import static dev.srlstream.registry.CredentialSettings.USER_INFO;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Values of the Authorization header. */
final class Credentials {
    private Credentials() {}

    static String basic(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** What is sent to an address as long as the client lives; null where that is nothing, or a token that is asked for. */
    static @Nullable String fixed(URI address, SchemaRegistryConfig config) {
        String userInfo = userInfo(address, config);
        String source = bearerSource(config);
        if (userInfo != null && source != null) {
            throw new ConfigException(
                    "Both " + (source.equals(STATIC_TOKEN) ? BEARER_TOKEN : BEARER_SOURCE + "=" + source)
                            + " and a user with a password are set for the schema registry; keep one of them");
        }
        if (userInfo != null) {
            return basic(userInfo);
        }
        return STATIC_TOKEN.equals(source) ? "Bearer " + token(config) : null;
    }

    /** Where the bearer token comes from; null where none is to be sent. */
    static @Nullable String bearerSource(SchemaRegistryConfig config) {
        String source = config.text(BEARER_SOURCE);
        if (source != null) {
            return source;
        }
        if (config.secret(BEARER_TOKEN) != null) {
            return STATIC_TOKEN;
        }
        return config.text(TOKEN_ENDPOINT) == null ? null : CredentialSettings.OAUTH;
    }

    /** Headers that tell Confluent Cloud, beside a token, which registry and which pool of identities are meant. */
    static Map<String, String> tenancy(SchemaRegistryConfig config) {
        String source = bearerSource(config);
        Map<String, String> headers = new TreeMap<>();
        if (source == null) {
            return headers;
        }
        String cluster = config.text(CredentialSettings.LOGICAL_CLUSTER);
        String pool = config.text(CredentialSettings.IDENTITY_POOL);
        if (pool == null && source.equals(CredentialSettings.OAUTH_INHERIT)) {
            pool = SaslLogin.of(config, BEARER_SOURCE + "=" + source).option("extension_identityPoolId");
        }
        if (cluster != null) {
            headers.put("target-sr-cluster", cluster);
        }
        if (pool != null) {
            headers.put("Confluent-Identity-Pool-Id", pool);
        }
        return headers;
    }

    private static String token(SchemaRegistryConfig config) {
        String token = config.secret(BEARER_TOKEN);
        if (token == null) {
            throw new ConfigException(
                    BEARER_SOURCE + " is STATIC_TOKEN, but " + BEARER_TOKEN + " is not set; set it to the token");
        }
        return token;
    }

    private static @Nullable String userInfo(URI address, SchemaRegistryConfig config) {
        String source = config.text(BASIC_SOURCE);
        String configured = config.secret(BASIC_USER_INFO);
        if (source == null) {
            return configured == null ? address.getUserInfo() : configured;
        }
        return switch (source) {
            case USER_INFO -> {
                if (configured == null) {
                    throw new ConfigException(BASIC_SOURCE + " is USER_INFO, but " + BASIC_USER_INFO
                            + " is not set; set it to user:password");
                }
                yield configured;
            }
            case SASL_INHERIT -> {
                SaslLogin login = SaslLogin.of(config, BASIC_SOURCE + "=" + SASL_INHERIT);
                yield login.require("username") + ":" + login.require("password");
            }
            default -> address.getUserInfo();
        };
    }
}
