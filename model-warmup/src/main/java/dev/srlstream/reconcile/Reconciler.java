package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.checkpoint.CheckpointException;
import java.io.IOException;

public final class Reconciler {
    private Reconciler() {}

    public static Reconciliation reconcile(Checkpoint checkpoint, Policy policy)
            throws CheckpointException, IOException {
        throw new IllegalStateException("under construction");
    }
}
