package dev.srlstream.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;

/** The settings of {@link SchemaRegistryConfig} that say who the client is, under Confluent's names. */
public final class CredentialSettings {
    public static final String BASIC_SOURCE = "basic.auth.credentials.source";
    public static final String BASIC_USER_INFO = "basic.auth.user.info";
    public static final String BEARER_SOURCE = "bearer.auth.credentials.source";
    public static final String BEARER_TOKEN = "bearer.auth.token";
    public static final String TOKEN_ENDPOINT = "bearer.auth.issuer.endpoint.url";
    public static final String CLIENT_ID = "bearer.auth.client.id";
    public static final String CLIENT_SECRET = "bearer.auth.client.secret";
    public static final String SCOPE = "bearer.auth.scope";
    public static final String EXPIRY_BUFFER_SEC = "bearer.auth.cache.expiry.buffer.seconds";
    public static final String LOGICAL_CLUSTER = "bearer.auth.logical.cluster";
    public static final String IDENTITY_POOL = "bearer.auth.identity.pool.id";

    static final String URL = "URL";
    static final String USER_INFO = "USER_INFO";
    static final String SASL_INHERIT = "SASL_INHERIT";
    static final String STATIC_TOKEN = "STATIC_TOKEN";
    static final String OAUTH = "OAUTHBEARER";
    static final String OAUTH_INHERIT = "SASL_OAUTHBEARER_INHERIT";

    private CredentialSettings() {}

    static ConfigDef define(ConfigDef definition) {
        return definition
                .define(
                        BASIC_SOURCE,
                        STRING,
                        null,
                        oneOf(URL, USER_INFO, SASL_INHERIT),
                        MEDIUM,
                        "Where user and password stand: URL takes them from the address, USER_INFO from "
                                + BASIC_USER_INFO
                                + ", SASL_INHERIT from sasl.jaas.config. Unset, it is USER_INFO where that is set.")
                .define(BASIC_USER_INFO, PASSWORD, null, MEDIUM, "User and password as user:password.")
                .define(
                        BEARER_SOURCE,
                        STRING,
                        null,
                        oneOf(STATIC_TOKEN, OAUTH, OAUTH_INHERIT),
                        MEDIUM,
                        "Where the bearer token comes from: STATIC_TOKEN takes " + BEARER_TOKEN
                                + ", OAUTHBEARER asks a token endpoint, SASL_OAUTHBEARER_INHERIT does so and takes what is not set from sasl.jaas.config and"
                                + " sasl.oauthbearer.token.endpoint.url. Unset, it is the one whose settings are there.")
                .define(BEARER_TOKEN, PASSWORD, null, MEDIUM, "Token sent as Authorization: Bearer.")
                .define(
                        TOKEN_ENDPOINT,
                        STRING,
                        null,
                        MEDIUM,
                        "Address that issues tokens for OAuth's grant client_credentials.")
                .define(CLIENT_ID, STRING, null, MEDIUM, "The client's name at the token endpoint.")
                .define(CLIENT_SECRET, PASSWORD, null, MEDIUM, "The client's secret at the token endpoint.")
                .define(SCOPE, STRING, null, LOW, "Scope that a token is asked for.")
                .define(
                        EXPIRY_BUFFER_SEC,
                        LONG,
                        300L,
                        ConfigDef.Range.atLeast(0),
                        LOW,
                        "How long in seconds before its end a token is replaced; at most a fifth of the time that it is good for.")
                .define(LOGICAL_CLUSTER, STRING, null, LOW, "Confluent Cloud's id of the registry, sent with a token.")
                .define(
                        IDENTITY_POOL,
                        STRING,
                        null,
                        LOW,
                        "Confluent Cloud's id of an identity pool, sent with a token.")
                .define(
                        SaslConfigs.SASL_JAAS_CONFIG,
                        PASSWORD,
                        null,
                        LOW,
                        "Kafka's login, for the sources that inherit it.")
                .define(
                        SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL,
                        STRING,
                        null,
                        LOW,
                        "Kafka's token endpoint, for the source that inherits it.");
    }

    private static ConfigDef.Validator oneOf(String... sources) {
        String known = String.join(", ", sources);
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    if (value != null
                            && !value.toString().isBlank()
                            && !List.of(sources).contains(value)) {
                        throw new ConfigException(
                                name + " is " + value + ", which this client does not know; set one of " + known
                                        + ", or take Confluent's classes, which know others");
                    }
                },
                () -> known);
    }
}
