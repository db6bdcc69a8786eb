package dev.srlstream.console;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Lines of UTF-8, whatever the locale. Buffered: what must be seen is flushed. Owned by one thread; the stream stays its
 * opener's.
 */
public final class Output {
    private final BufferedWriter writer;

    public Output(OutputStream stream) {
        this.writer = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /**
     * Writes a line.
     *
     * @throws OutputClosedException when the reader of a pipe has gone
     * @throws UncheckedIOException when it cannot be written for another reason
     */
    public void line(String text) {
        try {
            writer.write(text);
            writer.write('\n');
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /** Writes lines and lets them be seen. Throws as {@link #line}. */
    public void lines(Iterable<String> lines) {
        lines.forEach(this::line);
        flush();
    }

    /** Lets all lines be seen. Throws as {@link #line}. */
    public void flush() {
        try {
            writer.flush();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static RuntimeException failure(IOException e) {
        // The JDK has no type for EPIPE; these are Linux's and macOS's, and Windows' words.
        String reason = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return reason.contains("broken pipe") || reason.contains("pipe is being closed")
                ? new OutputClosedException(e)
                : new UncheckedIOException("The output cannot be written: " + e.getMessage(), e);
    }
}
