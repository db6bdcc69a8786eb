package dev.srlstream.refusal;

/**
 * A checkpoint that cannot be read or must not be trusted. The message is one sentence for the operator: file, place,
 * reason and, where there is one, the cure. Nothing of the checkpoint has been executed, and nothing is left behind.
 */
public class CheckpointException extends Exception {
    private static final long serialVersionUID = 1L;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
