package dev.srlstream.model;

/** The engine could not compute a batch, for example for lack of memory. The batch has no results; the model stays usable. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
