package dev.srlstream.console;

/** A topic that cannot be read. The message is one sentence with the address or name and the flag that changes it. */
public final class TopicException extends Exception {
    private static final long serialVersionUID = 1L;

    TopicException(String message) {
        super(message);
    }

    TopicException(String message, Throwable cause) {
        super(message, cause);
    }
}
