package dev.srlstream.checkpoint;

import java.io.IOException;

/** An archive asks for more room or time than any checkpoint needs. Fetching it again would not help. */
final class BoundExceededException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param reason in the middle of a sentence, "it …" */
    BoundExceededException(String reason) {
        super(reason);
    }
}
