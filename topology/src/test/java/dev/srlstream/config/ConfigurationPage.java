package dev.srlstream.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;

/** Writes docs/configuration.md from the definition of the settings. */
final class ConfigurationPage {
    private static final String INTRODUCTION = """
            # Configuration

            <!-- Generated from SettingsDefinition; ConfigurationPageTest says how. -->

            Settings come from a properties file (`--config`), from environment variables and from flags (`--set key=value`); a later source wins. \
            The variable of a setting is its name in capitals, with underscores for dots, after `SRL_`: `SRL_MODEL_PATH` sets `model.path`. \
            Unknown names are refused, a blank value counts as not set, and `srl config` prints what is in force.

            Any property of Kafka's clients and of Kafka Streams may be set behind `kafka.`: `kafka.security.protocol=SASL_SSL`, or \
            `kafka.producer.linger.ms=5` for one client. Any property of the serialiser, the deserialiser and their registry client may be set behind \
            `registry.`, under Confluent's names: `registry.basic.auth.user.info=user:password`. Those that exactly-once delivery depends on are refused.
            """;

    private ConfigurationPage() {}

    static String of(ConfigDef definition) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        for (String group : definition.groups()) {
            page.append("\n## ").append(group).append('\n');
            for (ConfigKey key : keys(definition, group)) {
                append(page, key);
            }
        }
        return page.toString();
    }

    private static List<ConfigKey> keys(ConfigDef definition, String group) {
        List<ConfigKey> keys = new ArrayList<>(definition.configKeys().values());
        keys.removeIf(key -> !group.equals(key.group));
        return keys;
    }

    private static void append(StringBuilder page, ConfigKey key) {
        page.append("\n### `")
                .append(key.name)
                .append("`\n\n")
                .append(key.documentation)
                .append("\n\n");
        page.append("* ").append(key.type.name().toLowerCase(Locale.ROOT));
        if (key.validator != null) {
            page.append(": ").append(key.validator);
        }
        page.append("\n* default: ")
                .append(
                        key.defaultValue == null
                                ? "none"
                                : "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`")
                .append("\n* environment: `")
                .append(EnvironmentNames.of(key.name))
                .append("`\n");
    }
}
