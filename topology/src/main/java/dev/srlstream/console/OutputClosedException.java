package dev.srlstream.console;

import java.io.IOException;

/** The reader of the output wants no more of it, as {@code head} does; the command ends quietly. */
public final class OutputClosedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputClosedException(IOException cause) {
        super(cause);
    }
}
