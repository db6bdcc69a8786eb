package dev.srlstream.statedict;

import java.io.IOException;

/** A file that was cut short while it was read: the mapping lost what it showed, which Java tells by an {@link InternalError}. */
public final class FileCutShortException extends IOException {
    private static final long serialVersionUID = 1L;

    public FileCutShortException(InternalError cause) {
        super("the weights file was cut short while it was read; have nothing write to it and start again", cause);
    }
}
