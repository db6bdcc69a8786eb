package dev.srlstream.cli.options;

import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which checkpoint labels, and how, where Kafka is not needed. */
public final class LabellingOptions {
    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Option(names = "--device", paramLabel = "DEVICE", description = "auto, cpu, gpu or gpu:N (default: auto).")
    private @Nullable String device;

    @Option(
            names = "--precision",
            paramLabel = "PRECISION",
            description = "Arithmetic of the forward pass: ${COMPLETION-CANDIDATES} (default: fp32).",
            completionCandidates = Choices.Precisions.class)
    private @Nullable String precision;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One of the service's settings, such as decode=log; repeatable.")
    private Map<String, String> set = new LinkedHashMap<>();

    public Settings load(Map<String, String> environment) throws ConfigurationException {
        Map<String, String> overrides = new LinkedHashMap<>(set);
        overrides.putAll(model.flags());
        if (device != null) {
            overrides.put(SettingKeys.MODEL_DEVICE, device);
        }
        if (precision != null) {
            overrides.put(SettingKeys.MODEL_PRECISION, precision.toLowerCase(Locale.ROOT));
        }
        return Settings.loadForModel(environment, overrides);
    }
}
