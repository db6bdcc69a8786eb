package dev.srlstream.config;

import static java.util.Map.entry;

import dev.srlstream.registry.SchemaRegistryConfig;
import dev.srlstream.serde.AvroSerdeConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The properties of a Kafka client and of its registry, as Kafka's own tools take them with {@code --command-config} and as the pages of clouds
 * show them, under the names that settings have. What the service and the commands decide themselves, such as {@code acks}, is passed
 * over: the same file serves other programs.
 */
final class ClientFile {
    private static final String KIND = "client properties file";

    /** Settings whose names and meanings are those of clients. */
    private static final Set<String> SHARED = Set.of(
            SettingKeys.BOOTSTRAP_SERVERS,
            SettingKeys.REGISTRY_URL,
            SettingKeys.AUTO_REGISTER_SCHEMAS,
            SettingKeys.TRANSACTION_TIMEOUT);

    /** Of Confluent's classes, which know more than ours. */
    private static final Pattern REGISTRY_NAME = Pattern.compile("(basic\\.auth|bearer\\.auth|schema\\.registry"
            + "|request\\.header|avro|use|latest|missing|normalize|proxy|rule|rules)\\..+"
            + "|(key|value|context|reference\\.subject)\\.(subject\\.)?name\\.strategy|max\\.schemas\\.per\\.subject"
            + "|id\\.compatibility\\.strict|schema\\.format");

    /** What clients in C, Python, Go and Node say, which build on librdkafka, and what Java's clients say. */
    private static final Map<String, String> LIBRDKAFKA = Map.ofEntries(
            entry("metadata.broker.list", "bootstrap.servers"),
            entry("sasl.mechanisms", "sasl.mechanism"),
            entry("sasl.username", "sasl.jaas.config, with the user and the password in it"),
            entry("sasl.password", "sasl.jaas.config, with the user and the password in it"),
            entry("ssl.ca.location", "ssl.truststore.location, with ssl.truststore.type=PEM"),
            entry("ssl.certificate.location", "ssl.keystore.location, with ssl.keystore.type=PEM"),
            entry("ssl.key.location", "ssl.keystore.location, with ssl.keystore.type=PEM"));

    private static final Set<String> KAFKA_NAMES = new TreeSet<>();
    private static final Set<String> REGISTRY_NAMES = new TreeSet<>();

    static {
        KAFKA_NAMES.addAll(AdminClientConfig.configNames());
        KAFKA_NAMES.addAll(ProducerConfig.configNames());
        KAFKA_NAMES.addAll(ConsumerConfig.configNames());
        REGISTRY_NAMES.addAll(SchemaRegistryConfig.DEFINITION.names());
        REGISTRY_NAMES.addAll(AvroSerdeConfig.DEFINITION.names());
    }

    /** Further apart, a name is that of a plug-in, which Kafka's clients hand on to it. */
    private static final int MISSPELT = 2;

    private ClientFile() {}

    /**
     * What stands in the file, by the keys of settings.
     *
     * @param settings the keys of all settings
     * @param problems takes a sentence for everything that cannot be used
     */
    static Map<String, String> read(Path path, Collection<String> settings, List<String> problems) {
        Map<String, String> translated = new TreeMap<>();
        List<String> misplaced = new ArrayList<>();
        PropertiesFile.read(path, KIND, problems).forEach((name, value) -> {
            if (SHARED.contains(name)) {
                translated.put(name, value);
            } else if (PassThrough.isTaken(name)) {
                return; // As a client of Kafka's own tools does.
            } else if (KAFKA_NAMES.contains(name)) {
                // First: the registry's client knows the names of Kafka's login too, which it inherits.
                translated.put(PassThrough.KAFKA + name, value);
            } else if (REGISTRY_NAMES.contains(name)
                    || REGISTRY_NAME.matcher(name).matches()) {
                translated.put(PassThrough.REGISTRY + name, value);
            } else if (settings.contains(name) || PassThrough.isPassThrough(name)) {
                misplaced.add(name);
            } else {
                String objection = objection(name);
                if (objection.isEmpty()) {
                    translated.put(PassThrough.KAFKA + name, value);
                } else {
                    problems.add("%s, set by %s, is no property of a Kafka client%s".formatted(name, path, objection));
                }
            }
        });
        if (!misplaced.isEmpty()) {
            problems.add("The %s %s has %s, which %s of this program: give the file with --config."
                    .formatted(
                            KIND,
                            path,
                            String.join(", ", misplaced),
                            misplaced.size() == 1 ? "is a setting" : "are settings"));
        }
        return translated;
    }

    /** Empty for what may be a plug-in's. */
    private static String objection(String name) {
        if (name.isEmpty()) {
            return ": it is empty, and stands before a value; write key=value.";
        }
        String ours = LIBRDKAFKA.get(name);
        if (ours != null) {
            return " in Java, but of one that builds on librdkafka; write " + ours + ".";
        }
        Set<String> near = new TreeSet<>(SHARED);
        near.addAll(KAFKA_NAMES);
        near.addAll(REGISTRY_NAMES);
        near.removeIf(known -> ClosestName.distance(name, known) > MISSPELT);
        return ClosestName.suggestion(name, near);
    }
}
