package dev.srlstream.console;

/** A line of input that is not a sentence. The message is one sentence for whoever wrote the line. */
public final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String message) {
        super(message);
    }
}
