package dev.srlstream.cli;

import dev.srlstream.config.SettingSource;
import dev.srlstream.config.Settings;
import dev.srlstream.console.Output;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Check the settings and print those in force, as properties; secrets are masked.",
        footer = {"", "Example: SRL_STREAM_THREADS=2 srl config --config service.properties"})
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Invocation invocation;

    ConfigCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        Output out = invocation.out();
        settings.effective().forEach((key, value) -> {
            SettingSource source = settings.source(key);
            if (source != SettingSource.DEFAULT) {
                out.line("# set by " + source.name().toLowerCase(Locale.ROOT));
            }
            out.line(key + "=" + value);
        });
        return 0;
    }
}
