package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.event.CheckpointAudit;

public final class CheckpointAudits {
    private CheckpointAudits() {}

    public static CheckpointAudit of(Checkpoint checkpoint, Policy policy, Reconciliation reconciliation) {
        throw new IllegalStateException("under construction");
    }
}
