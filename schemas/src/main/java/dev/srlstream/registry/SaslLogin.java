package dev.srlstream.registry;

import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/** The options of the login with which Kafka's client goes to the brokers, for a registry that knows the same users. */
record SaslLogin(String source, Map<String, ?> options) {
    /**
     * Reads {@code sasl.jaas.config}, or where it is not set the file of {@code java.security.auth.login.config}.
     *
     * @param source the setting that asks for it, with its value, for messages
     */
    static SaslLogin of(SchemaRegistryConfig config, String source) {
        Password login = config.getPassword(SaslConfigs.SASL_JAAS_CONFIG);
        List<AppConfigurationEntry> entries;
        try {
            entries = JaasContext.loadClientContext(
                            login == null ? Map.of() : Map.of(SaslConfigs.SASL_JAAS_CONFIG, login))
                    .configurationEntries();
        } catch (KafkaException | IllegalArgumentException e) {
            // Its message may repeat the text, which holds a password.
            throw new ConfigException(source + " takes the login of Kafka's client, but " + SaslConfigs.SASL_JAAS_CONFIG
                    + (login == null ? " is not set" : " cannot be read") + "; set it as for the brokers");
        }
        return new SaslLogin(source, entries.get(0).getOptions());
    }

    @Nullable
    String option(String name) {
        return options.get(name) instanceof String text && !text.isBlank() ? text : null;
    }

    String require(String name) {
        String value = option(name);
        if (value == null) {
            throw new ConfigException(source + " takes the login of Kafka's client, but " + SaslConfigs.SASL_JAAS_CONFIG
                    + " has no option " + name);
        }
        return value;
    }
}
