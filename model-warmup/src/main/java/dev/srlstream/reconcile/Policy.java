package dev.srlstream.reconcile;

/** How far reconciliation may go. */
public enum Policy {
    /** As PyTorch's {@code load_state_dict(strict=True)}: any missing or unexpected key rejects. */
    STRICT,
    /** Derived buffers are regenerated or dropped; every learned parameter must be there, with its shape, finite. */
    RECONCILE,
    /** What can be loaded is: as {@code load_state_dict(strict=False)}, but said key by key, and the result is degraded. */
    LENIENT
}
