package dev.srlstream.benchmarks.model;

import dev.srlstream.cli.Invocation;
import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.ConfigurationException;
import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.event.Outcome;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.quickstart.QuickstartFiles;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpException;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for the model that a command runs, the bundled one by default, and where. */
final class ModelUnderTest {
    @Option(names = "--model", paramLabel = "PATH", description = "Checkpoint (default: the demo's).")
    private @Nullable Path model;

    @Option(names = "--vocab", paramLabel = "FILE", description = "Its wordpiece vocabulary, where it lies elsewhere.")
    private @Nullable Path vocab;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            defaultValue = "auto",
            description = "auto, cpu, gpu or gpu:N (default: ${DEFAULT-VALUE}).")
    private String device = "";

    /** What the options say, over the environment and the defaults. */
    Settings settings(Invocation invocation, Precision precision) throws ConfigurationException {
        QuickstartFiles files = QuickstartFiles.locate();
        Map<String, String> flags = new LinkedHashMap<>();
        flags.put(SettingKeys.MODEL_PATH, (model == null ? files.checkpoint() : model).toString());
        if (model == null) {
            files.modelCache().ifPresent(cache -> flags.put(SettingKeys.MODEL_CACHE_DIR, cache.toString()));
        }
        if (vocab != null) {
            flags.put(SettingKeys.MODEL_VOCAB, vocab.toString());
        }
        flags.put(SettingKeys.MODEL_DEVICE, device);
        flags.put(SettingKeys.MODEL_PRECISION, precision.key());
        return Settings.loadForModel(invocation.environment(), flags);
    }

    /** The warm model, which its caller closes; remarks go to {@code invocation}. */
    WarmModel warm(Invocation invocation, Precision precision)
            throws ConfigurationException, CheckpointException, WarmUpException {
        return warm(invocation, settings(invocation, precision).warmUpPlan());
    }

    /**
     * As the options' model, by another plan.
     *
     * @throws CommandFailure with the audit's summary, when the checkpoint is rejected
     */
    static WarmModel warm(Invocation invocation, WarmUpPlan plan) throws CheckpointException, WarmUpException {
        try (var warmUp = new WarmUp(plan, WarmUpListener.SILENT)) {
            if (warmUp.audit().getOutcome() == Outcome.REJECTED) {
                throw new CommandFailure(
                        ExitCode.CHECKPOINT_REJECTED, warmUp.audit().getSummary());
            }
            WarmModel warm = warmUp.warm();
            warm.report().getRemarks().forEach(invocation.err()::println);
            return warm;
        }
    }
}
