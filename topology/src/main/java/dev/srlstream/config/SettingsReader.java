package dev.srlstream.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/** Reads settings from all their sources and checks them, one by one and then against each other. */
final class SettingsReader {
    private SettingsReader() {}

    /** @throws ConfigurationException with every problem found, not only the first */
    static Settings read(
            @Nullable Path file,
            @Nullable Path clientFile,
            Map<String, String> environment,
            Map<String, String> overrides,
            List<Relation> relations)
            throws ConfigurationException {
        List<String> problems = new ArrayList<>();
        ConfigDef definition = Settings.definition();
        SettingSources layers = new SettingSources(definition.names(), problems);
        if (file != null) {
            layers.addFile(file);
        }
        layers.addEnvironment(environment);
        if (clientFile != null) {
            layers.addClientFile(clientFile);
        }
        layers.addFlags(overrides);
        layers.resolveReferences(environment);
        BrokerAddresses.settle(layers, problems);

        Map<String, @Nullable Object> values = new HashMap<>();
        Map<String, String> known = layers.known();
        boolean usable = true;
        for (String key : List.of(SettingKeys.VALUE_SERIALIZER, SettingKeys.VALUE_DESERIALIZER)) {
            String name = known.get(key);
            Optional<String> obstacle = name == null ? Optional.empty() : SerdeClasses.obstacle(key, name);
            if (obstacle.isPresent()) {
                problems.add(obstacle.get());
                // Kafka's check of it would end with an error that says less.
                known.remove(key);
                usable = false;
            }
        }
        for (ConfigValue value : definition.validate(known)) {
            // The first error is the cause of the others, if there are any.
            value.errorMessages().stream()
                    .limit(1)
                    .forEach(error -> problems.add(
                            error.replaceFirst("\\.$", "") + " (set by " + layers.origin(value.name()) + ")."));
            usable &= value.errorMessages().isEmpty();
            values.put(value.name(), value.value());
        }
        if (usable) {
            Settings settings = new Settings(layers.values(), layers.sources(), values);
            relations.forEach(relation -> relation.check(settings, problems));
            if (problems.isEmpty()) {
                return settings;
            }
        }
        throw new ConfigurationException(problems);
    }
}
