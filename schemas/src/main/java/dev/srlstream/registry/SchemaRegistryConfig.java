package dev.srlstream.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.atLeast;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link SchemaRegistryClient}, under Confluent's names. The time limits are shorter than Confluent's, because the calls
 * run on a stream thread inside an open transaction. Settings that start with {@value #TLS_PREFIX} are Kafka's {@code ssl.*} settings,
 * those that start with {@value #HEADER_PREFIX} name a header that goes along with every request. Immutable.
 */
public final class SchemaRegistryConfig extends AbstractConfig {
    public static final String URL = "schema.registry.url";
    public static final String MAX_RETRIES = "max.retries";
    public static final String RETRIES_WAIT_MS = "retries.wait.ms";
    public static final String RETRIES_MAX_WAIT_MS = "retries.max.wait.ms";
    public static final String CONNECT_TIMEOUT_MS = "http.connect.timeout.ms";
    public static final String READ_TIMEOUT_MS = "http.read.timeout.ms";
    public static final String LATEST_TTL_SEC = "latest.cache.ttl.sec";
    public static final String PROXY_HOST = "proxy.host";
    public static final String PROXY_PORT = "proxy.port";
    public static final String HEADER_PREFIX = "request.header.";
    public static final String TLS_PREFIX = "schema.registry.ssl.";

    /** Names, defaults and descriptions of the settings without a prefix. */
    public static final ConfigDef DEFINITION = CredentialSettings.define(new ConfigDef())
            .define(
                    URL,
                    LIST,
                    ConfigDef.NO_DEFAULT_VALUE,
                    HIGH,
                    "Addresses of the schema registry, separated by commas; the next one is asked where one fails or"
                            + " does not have a schema.")
            .define(
                    MAX_RETRIES,
                    INT,
                    2,
                    atLeast(0),
                    MEDIUM,
                    "Further attempts after I/O errors and HTTP 408, 429 and 5xx; every address is asked at least"
                            + " once.")
            .define(
                    RETRIES_WAIT_MS,
                    LONG,
                    100L,
                    atLeast(0),
                    LOW,
                    "Longest wait in milliseconds before the first further attempt; doubles each time, with jitter.")
            .define(
                    RETRIES_MAX_WAIT_MS,
                    LONG,
                    1_000L,
                    atLeast(0),
                    LOW,
                    "Longest wait in milliseconds before any attempt.")
            .define(
                    CONNECT_TIMEOUT_MS,
                    INT,
                    2_000,
                    atLeast(1),
                    MEDIUM,
                    "Longest time in milliseconds to open a connection, TLS included.")
            .define(
                    READ_TIMEOUT_MS,
                    INT,
                    2_000,
                    atLeast(1),
                    MEDIUM,
                    "Longest time in milliseconds of one attempt, until its answer is complete.")
            .define(
                    LATEST_TTL_SEC,
                    LONG,
                    -1L,
                    atLeast(-1),
                    LOW,
                    "How long in seconds the latest version of a subject is remembered; -1 for ever.")
            .define(PROXY_HOST, STRING, null, LOW, "Host of an HTTP proxy before the registry.")
            .define(PROXY_PORT, INT, -1, LOW, "Port of the HTTP proxy.");

    /** The defaults of those settings that bound how long a call takes, by name. */
    public static final Map<String, String> TIME_LIMITS = Stream.of(
                    MAX_RETRIES, RETRIES_WAIT_MS, RETRIES_MAX_WAIT_MS, CONNECT_TIMEOUT_MS, READ_TIMEOUT_MS)
            .collect(Collectors.toUnmodifiableMap(
                    name -> name,
                    name -> String.valueOf(DEFINITION.defaultValues().get(name))));

    public SchemaRegistryConfig(Map<String, ?> settings) {
        super(DEFINITION, settings, false);
    }

    /** Of one call, with all its attempts and the waits between them, and with those for the token that it needs. */
    public Duration longestCall() {
        long milliseconds = longestCall(attempts(), addresses().size());
        if (ClientCredentials.of(this) != null) {
            // A token that is refused is replaced once, and the request sent again with the new one.
            milliseconds += longestCall(tokenAttempts(), 1) + getInt(READ_TIMEOUT_MS);
        }
        return Duration.ofMillis(milliseconds);
    }

    private long longestCall(int attempts, int addresses) {
        long milliseconds = (long) attempts * getInt(READ_TIMEOUT_MS);
        for (int attempt = addresses; attempt < attempts; attempt += addresses) {
            milliseconds += longestWait(attempt / addresses);
        }
        return milliseconds;
    }

    int tokenAttempts() {
        return getInt(MAX_RETRIES) + 1;
    }

    int attempts() {
        return Math.max(tokenAttempts(), addresses().size());
    }

    /** In milliseconds, after so many rounds through all addresses. */
    long longestWait(int rounds) {
        return Math.min(getLong(RETRIES_MAX_WAIT_MS), getLong(RETRIES_WAIT_MS) << Math.min(rounds - 1, 20));
    }

    @Nullable
    String secret(String name) {
        Password password = getPassword(name);
        return password == null || password.value().isBlank()
                ? null
                : password.value().strip();
    }

    /** Null where it is not set, or blank. */
    @Nullable
    String text(String name) {
        String text = getString(name);
        return text == null || text.isBlank() ? null : text.strip();
    }

    List<RegistryAddress> addresses() {
        return RegistryAddress.parse(this);
    }
}
