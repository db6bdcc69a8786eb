package dev.srlstream.repair;

import dev.srlstream.checkpoint.CheckpointPaths;
import dev.srlstream.reconcile.Policy;
import java.nio.file.Path;

/**
 * What to repair, and into what.
 *
 * @param policy how far the checkpoint may be repaired: {@link Policy#RECONCILE} or {@link Policy#LENIENT}
 * @param positionIds whether the archive is for transformers 3.1.0 to 4.30.2, whose state dict has {@code position_ids}
 * @param target the archive to be written, a tar.gz
 * @param replace whether an archive that is there may be replaced
 */
public record RepairPlan(
        CheckpointPaths checkpoint,
        Policy policy,
        boolean positionIds,
        WeightsFormat format,
        Path target,
        boolean replace) {
    /** @throws IllegalArgumentException for {@link Policy#STRICT}, which repairs nothing */
    public RepairPlan {
        if (policy == Policy.STRICT) {
            throw new IllegalArgumentException("policy strict repairs nothing");
        }
    }
}
