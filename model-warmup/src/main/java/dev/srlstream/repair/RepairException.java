package dev.srlstream.repair;

/**
 * A repaired archive that could not be written. The message is one sentence with what, where and the cure. Nothing is left
 * behind, and no file that was there has been touched.
 */
public class RepairException extends Exception {
    private static final long serialVersionUID = 1L;

    public RepairException(String message) {
        super(message);
    }

    public RepairException(String message, Throwable cause) {
        super(message, cause);
    }
}
