package dev.srlstream.cli;

import dev.srlstream.cli.options.CommandFailure;
import dev.srlstream.config.Settings;
import dev.srlstream.console.WarmUpProgress;
import dev.srlstream.event.Outcome;
import dev.srlstream.operations.ExitCode;
import dev.srlstream.operations.ModelFiles;
import dev.srlstream.warmup.WarmModel;
import dev.srlstream.warmup.WarmUp;
import dev.srlstream.warmup.WarmUpListener;
import dev.srlstream.warmup.WarmUpPlan;

/** Warms a checkpoint up for a command, and shows how far it is. */
final class CheckpointWarmUp {
    private CheckpointWarmUp() {}

    /**
     * Warms the model; the caller closes it. What it has to say goes to stderr.
     *
     * @throws CommandFailure when the checkpoint is rejected
     */
    static WarmModel run(Settings settings, Invocation invocation) throws Exception {
        WarmUpPlan plan = settings.warmUpPlan();
        ModelFiles.require(plan);
        WarmUpProgress progress = invocation.progress() ? new WarmUpProgress(invocation.err()) : null;
        WarmUpListener listener = progress == null ? WarmUpListener.SILENT : progress;
        WarmModel warm;
        try (progress;
                WarmUp warmUp = new WarmUp(plan, listener)) {
            if (warmUp.audit().getOutcome() == Outcome.REJECTED) {
                throw new CommandFailure(
                        ExitCode.CHECKPOINT_REJECTED,
                        warmUp.audit().getSummary() + " 'srl audit' with the same flags shows every key.");
            }
            warm = warmUp.warm();
        }
        warm.report().getRemarks().forEach(invocation.err()::println);
        return warm;
    }
}
