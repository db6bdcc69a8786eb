package dev.srlstream.reconcile;

/**
 * What a checkpoint is held to.
 *
 * @param policy how far reconciliation may go
 * @param expectPositionIds under {@link Policy#STRICT}, whether the model that PyTorch would load it into has the buffer
 *     {@code position_ids} in its state dict: true for transformers 3.1.0 to 4.30.2, false for all others
 */
public record Terms(Policy policy, boolean expectPositionIds) {
    /** The terms of the transformers versions that AllenNLP was last released for. */
    public static Terms of(Policy policy) {
        return new Terms(policy, true);
    }
}
