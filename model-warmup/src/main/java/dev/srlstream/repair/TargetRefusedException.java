package dev.srlstream.repair;

/** A place that a repaired archive must not be written to. Nothing has been read or written. */
public final class TargetRefusedException extends RepairException {
    private static final long serialVersionUID = 1L;

    public TargetRefusedException(String message) {
        super(message);
    }
}
