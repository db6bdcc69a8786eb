package dev.srlstream.cli;

import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.operations.SrlService;
import dev.srlstream.warmup.WarmUpListener;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code srl run}. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Run the service: label what arrives on the sentences topic until the process is asked to end.",
        footer = {"", "Example: srl run --config service.properties --set stream.threads=2"})
final class RunCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Invocation invocation;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.closeOnTermination();
            service.start();
            return service.awaitStopped();
        }
    }
}
