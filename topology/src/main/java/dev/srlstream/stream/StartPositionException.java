package dev.srlstream.stream;

/** Where to read on is not known for sure. The message is one sentence with what, where and the cure. Nothing has been consumed. */
public final class StartPositionException extends Exception {
    private static final long serialVersionUID = 1L;

    StartPositionException(String message) {
        super(message);
    }
}
