package dev.srlstream.cli;

import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.config.SettingSource;
import dev.srlstream.config.Settings;
import dev.srlstream.console.Output;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Check the settings and print those in force, as properties; secrets are masked.",
            "What is not set and depends on the device is left blank where the device is not known before the start."
        },
        footer = {"", "Example: SRL_STREAM_THREADS=2 srl config --config service.properties"})
final class ConfigCommand implements Callable<Integer> {
    private static final String UNKNOWN_DEVICE = "auto";

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Invocation invocation;

    ConfigCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        String device = settings.device();
        Map<String, String> derived = device.equals(UNKNOWN_DEVICE) ? Map.of() : settings.derivedFrom(device);
        Map<String, String> onProcessor = settings.derivedFrom("cpu");
        Map<String, String> onGpu = settings.derivedFrom("gpu");
        Output out = invocation.out();
        settings.effective().forEach((key, value) -> {
            SettingSource source = settings.source(key);
            if (derived.containsKey(key)) {
                out.line("# derived from the device");
            } else if (onGpu.containsKey(key)) {
                out.line("# derived at the start: %s on a processor like this one, %s on a GPU"
                        .formatted(onProcessor.get(key), onGpu.get(key)));
            } else if (source != SettingSource.DEFAULT) {
                out.line("# set by " + source.name().toLowerCase(Locale.ROOT).replace('_', '-'));
            }
            out.line(key + "=" + derived.getOrDefault(key, value));
        });
        settings.derived().forEach((key, value) -> {
            out.line("# derived from other settings");
            out.line(key + "=" + value);
        });
        return 0;
    }
}
