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
            Unknown names are refused, a blank value counts as not set, and `srl config` prints what is in force. \
            Between the environment and the flags comes a Kafka client's own properties file (`--command-config`, [more](operate.md#a-kafka-clients-own-properties)).

            In the file, and only there, a value may refer to what stands elsewhere: `${env:NAME}`, `${file:/path:key}` or `${directory:/path:file}`; `$${` stands for `${` \
            ([more](operate.md#secrets-from-elsewhere)).

            Any property of Kafka's clients and of Kafka Streams may be set behind `kafka.`: `kafka.security.protocol=SASL_SSL`, or \
            `kafka.producer.linger.ms=5` for one client. Any property of the serialiser, the deserialiser and their registry client may be set behind \
            `registry.`, under Confluent's names: `registry.basic.auth.user.info=user:password`. Those that exactly-once delivery depends on are refused.

            Settings that do not go together are refused before anything is loaded, all at once, each with both keys and what to change; Kafka's own \
            properties, set or not, are held against them too. What is derived is printed at the start (`event=settings-derived`) and by `srl config`.
            """;

    private static final String MEMBERSHIP = """

            ## Group membership

            Which instance has which partitions is settled by one of two protocols of Kafka; results are the same.

            | | `kafka.group.protocol=classic` (default) | `kafka.group.protocol=streams` |
            |---|---|---|
            | brokers | any | from 4.2 on, with the feature `streams.version` |
            | partitions are placed by | an instance | the brokers |
            | an instance counts as dead after | `kafka.session.timeout.ms`; unset, `transaction.timeout.ms`, within 6 and 45 s | the brokers' \
            `group.streams.session.timeout.ms`, 45 s, or the group's `streams.session.timeout.ms`, which they keep above `group.streams.min.session.timeout.ms`, also 45 s |
            | signs of life | `kafka.heartbeat.interval.ms`; unset, 3 s, or a third of the session where that is less | the brokers' \
            `group.streams.heartbeat.interval.ms`, 5 s, or the group's `streams.heartbeat.interval.ms` |
            | a new group waits for more instances | `group.initial.rebalance.delay.ms` of the brokers, 3 s | `group.streams.initial.rebalance.delay.ms` of the brokers, 3 s |
            | static members (`kafka.group.instance.id`) | possible | refused |

            The right-hand names are the brokers' and the group's: set as properties of the service, Kafka would disregard them, so they are refused. The group's are set with \
            `kafka-configs.sh --entity-type groups --entity-name APPLICATION_ID --alter --add-config streams.session.timeout.ms=…`.

            An instance that takes over from one that was killed waits for its session to end and, where it was in mid-work, for the brokers to abort its \
            transaction, whichever is later. Brokers look for transactions to abort every ten seconds \
            (`transaction.abort.timed.out.transaction.cleanup.interval.ms`). A session much shorter than `transaction.timeout.ms` therefore brings little, and a \
            longer one prolongs the outage. Nobody waits for an instance that is stopped in an orderly way.

            To change the protocol, stop all instances first: brokers refuse an instance whose protocol is not that of the others, and it ends with exit code 1. \
            Committed offsets and what is pending stay.
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
        return page.append(MEMBERSHIP).toString();
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
                                ? SettingsDefinition.DERIVED.contains(key.name) ? "derived" : "none"
                                : "`" + ConfigDef.convertToString(key.defaultValue, key.type) + "`")
                .append("\n* environment: `")
                .append(EnvironmentNames.of(key.name))
                .append("`\n");
    }
}
