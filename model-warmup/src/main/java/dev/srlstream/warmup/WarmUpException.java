package dev.srlstream.warmup;

/** A warm-up that the operator can repair, for example for lack of space or of a GPU. The message is one sentence with the cure. */
public final class WarmUpException extends Exception {
    private static final long serialVersionUID = 1L;

    public WarmUpException(String message) {
        super(message);
    }

    public WarmUpException(String message, Throwable cause) {
        super(message, cause);
    }
}
