package dev.srlstream.operations;

import dev.srlstream.config.SettingKeys;
import dev.srlstream.config.Settings;
import dev.srlstream.event.CheckpointAudit;
import java.nio.file.Path;
import java.util.Optional;

/** Whether a checkpoint is the one that the operator means. */
final class DemandedModel {
    private DemandedModel() {}

    /** @throws StartupException with {@link ExitCode#CHECKPOINT_REJECTED} when another one is demanded */
    static void require(Settings settings, Path model, CheckpointAudit audit) throws StartupException {
        Optional<String> demanded = settings.demandedSha256();
        String found = audit.getSource().getSha256();
        if (demanded.isPresent() && !demanded.get().equals(found)) {
            throw new StartupException(
                    ExitCode.CHECKPOINT_REJECTED,
                    "The checkpoint at %s has SHA-256 %s, and %s demands %s: put the checkpoint that is meant there, or set %s to the SHA-256 that srl audit prints."
                            .formatted(
                                    model, found, SettingKeys.MODEL_SHA256, demanded.get(), SettingKeys.MODEL_SHA256));
        }
    }
}
