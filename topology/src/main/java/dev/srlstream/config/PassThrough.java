package dev.srlstream.config;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Settings that are handed on to Kafka's clients and to the serialiser and deserialiser, unchecked. */
final class PassThrough {
    /** What follows is a property of Kafka's clients or of Kafka Streams. */
    static final String KAFKA = "kafka.";

    /** What follows is a property of the serialiser and deserialiser, which talk to the registry. */
    static final String REGISTRY = "registry.";

    private static final String EXACTLY_ONCE = "is fixed, because exactly-once delivery depends on it";

    private static final String CHANGELOG =
            "is fixed, so that the changelog keeps all that is pending and stays small; where the brokers refuse the value, the start prints the command that creates the topic by hand";

    /** Properties that the service decides itself, without the prefixes that address one client, and what to do instead. */
    private static final Map<String, String> TAKEN = Map.ofEntries(
            entry("application.id", "set " + SettingKeys.APPLICATION_ID),
            entry("bootstrap.servers", "set " + SettingKeys.BOOTSTRAP_SERVERS),
            entry("num.stream.threads", "set " + SettingKeys.STREAM_THREADS),
            entry("commit.interval.ms", "set " + SettingKeys.COMMIT_INTERVAL),
            entry("transaction.timeout.ms", "set " + SettingKeys.TRANSACTION_TIMEOUT),
            entry("processing.guarantee", EXACTLY_ONCE),
            entry("isolation.level", EXACTLY_ONCE),
            entry("enable.idempotence", EXACTLY_ONCE),
            entry("enable.auto.commit", EXACTLY_ONCE),
            entry("acks", EXACTLY_ONCE),
            entry("auto.offset.reset", EXACTLY_ONCE),
            entry("transactional.id", EXACTLY_ONCE),
            entry("ensure.explicit.internal.resource.naming", "is fixed: all names are explicit"),
            entry("topic.cleanup.policy", CHANGELOG),
            entry("topic.message.timestamp.type", CHANGELOG),
            entry("topic.max.message.bytes", CHANGELOG),
            entry("topic.segment.bytes", CHANGELOG),
            entry("topic.segment.ms", CHANGELOG),
            entry("topic.min.cleanable.dirty.ratio", CHANGELOG),
            entry("topic.max.compaction.lag.ms", CHANGELOG),
            entry("topic.delete.retention.ms", CHANGELOG),
            entry("compression.type", "set " + SettingKeys.OUTPUT_COMPRESSION),
            entry("group.id", "set " + SettingKeys.APPLICATION_ID),
            entry("deserialization.exception.handler", EXACTLY_ONCE),
            entry("default.deserialization.exception.handler", EXACTLY_ONCE),
            entry("processing.exception.handler", EXACTLY_ONCE),
            entry("production.exception.handler", EXACTLY_ONCE),
            entry("default.production.exception.handler", EXACTLY_ONCE),
            entry("key.serializer", "is fixed: keys are bytes"),
            entry("key.deserializer", "is fixed: keys are bytes"),
            entry("value.serializer", "set " + SettingKeys.VALUE_SERIALIZER),
            entry("value.deserializer", "set " + SettingKeys.VALUE_DESERIALIZER),
            entry("schema.registry.url", "set " + SettingKeys.REGISTRY_URL),
            entry("auto.register.schemas", "set " + SettingKeys.AUTO_REGISTER_SCHEMAS),
            entry("specific.avro.reader", "is fixed: sentences are read into generated classes"));

    private static final String CONFIG_PROVIDERS = "config.providers";

    private static final Pattern ONE_CLIENT =
            Pattern.compile("(producer|consumer|main\\.consumer|restore\\.consumer|global\\.consumer|admin)\\.");

    private PassThrough() {}

    static boolean isPassThrough(String key) {
        return (key.startsWith(KAFKA) && key.length() > KAFKA.length())
                || (key.startsWith(REGISTRY) && key.length() > REGISTRY.length());
    }

    /** Why the property must not be passed through, and the cure; empty where it may. */
    static Optional<String> objection(String key) {
        String property = key.substring(key.indexOf('.') + 1);
        String bare = bare(property);
        return Optional.ofNullable(TAKEN.get(bare))
                .map(cure -> key + " cannot be set: "
                        + (cure.startsWith("set ") ? cure + " instead" : bare + " " + cure) + ".");
    }

    /** Whether a property is decided here, whatever a client's own file says. */
    static boolean isTaken(String property) {
        return TAKEN.containsKey(property);
    }

    /** Without the prefix that addresses one client. */
    static String bare(String property) {
        return ONE_CLIENT.matcher(property).replaceFirst("");
    }

    static boolean addressesOneClient(String property) {
        return ONE_CLIENT.matcher(property).lookingAt();
    }

    /** The names of the config providers that Kafka's clients have been given. */
    static Set<String> configProviders(Map<String, String> values) {
        return Arrays.stream(values.getOrDefault(KAFKA + CONFIG_PROVIDERS, "").split(","))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The properties behind a prefix, without it. */
    static Map<String, String> behind(String prefix, Map<String, String> values) {
        Map<String, String> properties = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                properties.put(key.substring(prefix.length()), value);
            }
        });
        return properties;
    }
}
