package dev.srlstream.archive;

import java.io.IOException;

/** An archive asks for more room or time than any checkpoint needs. Fetching it again would not help. */
public final class BoundExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param reason in the middle of a sentence, "it …" */
    public BoundExceededException(String reason) {
        super(reason);
    }
}
