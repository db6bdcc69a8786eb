package dev.srlstream.cli.options;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the settings come from: defaults, a file, the environment, flags. */
public final class SettingsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with the service's settings; docs/configuration.md lists them.")
    private @Nullable Path config;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file of a Kafka client, as Kafka's own tools take it: security.protocol, sasl.*,"
                    + " ssl.*, bootstrap.servers, schema.registry.url, basic.auth.* and others. Wins over --config and"
                    + " the environment.")
    private @Nullable Path clientFile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One setting, over the files and the environment; repeatable.")
    private Map<String, String> set = new LinkedHashMap<>();

    public Settings load(Map<String, String> environment) throws ConfigurationException {
        return load(environment, Map.of());
    }

    /** @param flags settings that have a flag of their own; they win over {@code --set} */
    public Settings load(Map<String, String> environment, Map<String, String> flags) throws ConfigurationException {
        return Settings.load(config, clientFile, environment, overrides(flags));
    }

    /** The same, where topics are read or written and no stream runs. */
    Settings loadForClient(Map<String, String> environment, Map<String, String> flags) throws ConfigurationException {
        return Settings.loadForClient(config, clientFile, environment, overrides(flags));
    }

    private Map<String, String> overrides(Map<String, String> flags) {
        Map<String, String> overrides = new LinkedHashMap<>(set);
        overrides.putAll(flags);
        return overrides;
    }
}
