package dev.srlstream.refusal;

/**
 * A checkpoint that nothing is wrong with, but that cannot be served as things stand: it is not where it should be, it is
 * another sort of model, or a file that AllenNLP archives do not contain is missing. The operator can repair it.
 */
public final class UnservableCheckpointException extends CheckpointException {
    private static final long serialVersionUID = 1L;

    public UnservableCheckpointException(String message) {
        super(message);
    }

    public UnservableCheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
