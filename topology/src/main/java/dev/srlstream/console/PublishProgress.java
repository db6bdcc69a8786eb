package dev.srlstream.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far an input has been published: how many sentences, how fast, and where its size is known how long it will take. On a terminal a line that is
 * drawn anew and disappears on {@link #close}; elsewhere a line every ten seconds. Owned by the thread that publishes; any may {@link #say}.
 */
public final class PublishProgress implements AutoCloseable {
    private static final int WIDTH = 72;

    private static final double NANOSECONDS = 1e9;

    /** In nanoseconds. */
    private static final long TERMINAL_INTERVAL = 200_000_000L;

    private static final long LOG_INTERVAL = 10_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final long size;
    private final LongSupplier bytes;
    private final long begun = System.nanoTime();
    private long shown = begun;

    /**
     * Begins.
     *
     * @param terminal whether a line can be drawn anew
     * @param size of the input in bytes; -1 where it is not known
     * @param bytes how many of these have been read
     */
    public PublishProgress(PrintWriter err, boolean terminal, long size, LongSupplier bytes) {
        this.err = err;
        this.terminal = terminal;
        this.size = size;
        this.bytes = bytes;
    }

    /** @param published how many sentences so far */
    public void advance(long published) {
        long now = System.nanoTime();
        if (now - shown < (terminal ? TERMINAL_INTERVAL : LOG_INTERVAL)) {
            return;
        }
        shown = now;
        String line = line(published, (now - begun) / NANOSECONDS, bytes.getAsLong(), size);
        if (terminal) {
            draw(line);
        } else {
            say(line);
        }
    }

    /** As in {@code 12,345 sentences, 3,200/s, 41 %, 0:29 left}. */
    static String line(long published, double seconds, long read, long size) {
        String line = String.format(Locale.ROOT, "%,d sentences, %,.0f/s", published, published / seconds);
        if (size <= 0 || read <= 0) {
            return line;
        }
        double done = Math.min(1, (double) read / size);
        long left = Math.round(seconds * (1 - done) / done);
        return line + String.format(Locale.ROOT, ", %.0f %%, %d:%02d left", 100 * done, left / 60, left % 60);
    }

    /** Prints a line of talk above the progress. */
    public synchronized void say(String line) {
        if (terminal) {
            draw("");
        }
        err.println(line);
    }

    @Override
    public void close() {
        if (terminal) {
            draw("");
        }
    }

    private synchronized void draw(String line) {
        err.print("\r" + line + " ".repeat(Math.max(0, WIDTH - line.length())) + "\r");
        err.flush();
    }
}
