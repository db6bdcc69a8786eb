package dev.srlstream.cli.options;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to reach the brokers and the registry; the service's own settings file will do. */
public final class KafkaOptions {
    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(
            names = {"--bootstrap-servers", "--bootstrap-server"},
            paramLabel = "ADDRESSES",
            description =
                    "Kafka brokers as host:port, separated by commas, also SASL_SSL://host:port (default: localhost:9092).")
    private @Nullable String bootstrapServers;

    @Option(names = "--registry", paramLabel = "URL", description = "Schema registry (default: http://localhost:8081).")
    private @Nullable String registry;

    /** @param flags further settings that have a flag of their own */
    public Settings load(Map<String, String> environment, Map<String, String> flags) throws ConfigurationException {
        Map<String, String> all = new LinkedHashMap<>(flags);
        if (bootstrapServers != null) {
            all.put(SettingKeys.BOOTSTRAP_SERVERS, bootstrapServers);
        }
        if (registry != null) {
            all.put(SettingKeys.REGISTRY_URL, registry);
        }
        return settings.loadForClient(environment, all);
    }
}
