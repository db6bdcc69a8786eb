package dev.srlstream.model;

/** There is no engine, no such device or no room to run a model. The message is one sentence with the cure. */
public final class ModelUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelUnavailableException(String message) {
        super(message);
    }

    public ModelUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
