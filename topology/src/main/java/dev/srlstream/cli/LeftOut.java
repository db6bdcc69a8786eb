package dev.srlstream.cli;

import dev.srlstream.console.TerminalText;
import java.io.PrintWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lines or records that are left out: the first are named on stderr, all are counted. Safe from any thread. */
final class LeftOut {
    /** More would only scroll the first ones away. */
    private static final int SHOWN = 10;

    private final Consumer<String> talk;
    private long count;

    LeftOut(PrintWriter err) {
        this(err::println);
    }

    /** @param talk takes a line */
    LeftOut(Consumer<String> talk) {
        this.talk = talk;
    }

    /**
     * Leaves one out.
     *
     * @param what which one
     * @param reason why, as a sentence
     */
    synchronized void add(String what, @Nullable String reason) {
        if (count++ < SHOWN) {
            talk.accept(what + ": " + TerminalText.of(String.valueOf(reason)));
        }
    }

    synchronized long count() {
        return count;
    }
}
