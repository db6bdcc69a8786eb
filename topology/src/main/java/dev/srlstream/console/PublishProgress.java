package dev.srlstream.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * How far an input has been published: how many sentences, how fast, and where its size is known how long it will take. On a terminal a line that is
 * drawn anew and disappears on {@link #close}; elsewhere a line every ten seconds. Owned by the thread that publishes.
 */
public final class PublishProgress implements AutoCloseable {
    private static final int WIDTH = 100;
    private static final int MEBIBYTE = 1 << 20;

    /** In nanoseconds. */
    private static final long DRAWN = 100_000_000;

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier bytes;
    private final ProgressBar bar;
    private final long begun = System.nanoTime();
    private long shown = begun;
    private long sentences;
    private boolean closed;

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
        this.bytes = bytes;
        ProgressBarBuilder builder = new ProgressBarBuilder()
                .setTaskName("Published")
                .setInitialMax(size)
                .setUnit("MiB", MEBIBYTE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : 10_000)
                .continuousUpdate()
                .setConsumer(new DelegatingProgressBarConsumer(this::draw, WIDTH));
        this.bar = (size < 0 ? builder.hideEta() : builder).build();
    }

    /** @param published how many sentences so far */
    public void advance(long published) {
        sentences = published;
        // The bar is drawn by a thread of its own, and far less often.
        if (System.nanoTime() - shown > DRAWN) {
            show();
        }
    }

    private void show() {
        shown = System.nanoTime();
        double seconds = (shown - begun) / 1e9;
        bar.setExtraMessage(
                String.format(Locale.ROOT, "%,d sentences, %,.0f/s", sentences, sentences / Math.max(seconds, 0.001)));
        bar.stepTo(bytes.getAsLong());
    }

    /** Prints a line of talk above the progress. */
    public synchronized void say(String line) {
        if (terminal) {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        err.println(line);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        show();
        bar.close();
        if (terminal) {
            draw(" ".repeat(WIDTH));
            draw("");
        }
    }

    private synchronized void draw(String line) {
        if (terminal) {
            err.print("\r" + line);
            err.flush();
        } else if (!line.isBlank()) {
            err.println(line.stripTrailing());
        }
    }
}
