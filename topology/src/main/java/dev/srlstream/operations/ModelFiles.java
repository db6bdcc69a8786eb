package dev.srlstream.operations;

import dev.srlstream.checkpoint.RemoteName;
import dev.srlstream.warmup.WarmUpPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whether what a plan names is there at all: a mistake in a path, not a checkpoint that cannot be read. */
public final class ModelFiles {
    private ModelFiles() {}

    /** @throws StartupException with {@link ExitCode#FAILURE} for the first that is not there */
    public static void require(WarmUpPlan plan) throws StartupException {
        require(plan.checkpoint().model(), "checkpoint", "model.path (--model)");
        require(plan.checkpoint().vocabulary(), "vocabulary", "model.vocab (--vocab)");
        require(plan.checkpoint().labels(), "list of labels", "model.labels (--labels)");
        require(plan.checkpoint().bertConfig(), "BERT configuration", "model.bert.config (--bert-config)");
    }

    private static void require(@Nullable Path file, String what, String setting) throws StartupException {
        if (file != null && !Files.exists(file)) {
            throw new StartupException(
                    ExitCode.FAILURE,
                    "There is no %s at %s: %s %s."
                            .formatted(
                                    what,
                                    RemoteName.written(file),
                                    RemoteName.cure(file).orElse("correct"),
                                    setting));
        }
    }
}
