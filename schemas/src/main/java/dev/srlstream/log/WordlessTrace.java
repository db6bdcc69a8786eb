package dev.srlstream.log;

import org.jspecify.annotations.Nullable;

/** The stack trace of a throwable and of its causes with their classes for messages, as their own messages can contain a sentence's text. */
public final class WordlessTrace extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int MOST_CAUSES = 10;

    public WordlessTrace(Throwable thrown) {
        this(thrown, MOST_CAUSES);
    }

    private WordlessTrace(Throwable thrown, int mostCauses) {
        super(thrown.getClass().getName(), cause(thrown, mostCauses), false, true);
        setStackTrace(thrown.getStackTrace());
    }

    private static @Nullable WordlessTrace cause(Throwable thrown, int mostCauses) {
        Throwable cause = thrown.getCause();
        return cause == null || mostCauses == 0 ? null : new WordlessTrace(cause, mostCauses - 1);
    }
}
