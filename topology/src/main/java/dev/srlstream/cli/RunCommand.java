package dev.srlstream.cli;

import dev.srlstream.cli.options.SettingsOptions;
import dev.srlstream.config.Settings;
import dev.srlstream.log.EventLog;
import dev.srlstream.log.output.LogFormat;
import dev.srlstream.log.output.LogOutput;
import dev.srlstream.log.service.ServiceEvents.ServiceFaulted;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.SrlService;
import dev.srlstream.operations.StartupException;
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
    private static final EventLog LOG = EventLog.of(RunCommand.class);

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Invocation invocation;

    RunCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() throws Exception {
        Settings settings = options.load(invocation.environment());
        LogOutput.use(settings.logFormat());
        try (SrlService service = new SrlService(settings, WarmUpListener.SILENT)) {
            service.closeOnTermination();
            service.start();
            return service.awaitStopped();
        } catch (StartupException e) {
            if (settings.logFormat() == LogFormat.TEXT) {
                throw e;
            }
            // The log has the reason; as a sentence of its own it would be no JSON.
            return e.exitCode();
        } catch (RuntimeException e) {
            if (settings.logFormat() == LogFormat.TEXT) {
                throw e;
            }
            LOG.log(new ServiceFaulted(e));
            return ExitCode.FAILURE;
        }
    }
}
