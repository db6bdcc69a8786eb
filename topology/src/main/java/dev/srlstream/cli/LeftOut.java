package dev.srlstream.cli;

import dev.srlstream.console.Printable;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Lines that are left out: the first are named on stderr, all are counted. Safe from any thread. */
final class LeftOut {
    /** More would only scroll the first ones away. */
    private static final int SHOWN = 10;

    private final PrintWriter err;
    private long count;

    LeftOut(PrintWriter err) {
        this.err = err;
    }

    synchronized void add(long line, @Nullable String reason) {
        if (count++ < SHOWN) {
            err.println("Line " + line + ": " + Printable.of(String.valueOf(reason)));
        }
    }

    synchronized long count() {
        return count;
    }
}
