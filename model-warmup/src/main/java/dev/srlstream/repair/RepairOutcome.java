package dev.srlstream.repair;

import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.event.CheckpointSource;
import dev.srlstream.reconcile.CompleteStateDict.Added;
import java.util.List;

/** How a repair ended. */
public sealed interface RepairOutcome {
    /** The audit of the checkpoint that was to be repaired. */
    CheckpointAudit audit();

    /** Nothing was written: the audit says which learned weight is missing, misshapen or unknown. */
    record Rejected(CheckpointAudit audit) implements RepairOutcome {}

    /**
     * The archive is there, read back and compared bit by bit. Where the audit's outcome is DEGRADED, learned weights in it
     * are made up.
     *
     * @param archive the new one: size and SHA-256
     * @param tensors how many it holds
     * @param added those of them that are not the checkpoint's
     * @param leftOut keys of the checkpoint that it does not have
     * @param configured whether the checkpoint came without a {@code config.json}, so that one was composed
     */
    record Written(
            CheckpointAudit audit,
            CheckpointSource archive,
            int tensors,
            List<Added> added,
            List<String> leftOut,
            boolean configured)
            implements RepairOutcome {
        public Written {
            added = List.copyOf(added);
            leftOut = List.copyOf(leftOut);
        }
    }
}
