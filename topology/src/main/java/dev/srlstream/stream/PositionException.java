package dev.srlstream.stream;

/**
 * Nobody but the operator can say where the application shall go on reading. The message is one sentence with the partitions, the
 * reason and the remedy. No sentence has been consumed.
 */
public final class PositionException extends Exception {
    private static final long serialVersionUID = 1L;

    PositionException(String message) {
        super(message);
    }
}
