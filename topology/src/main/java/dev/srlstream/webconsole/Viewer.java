package dev.srlstream.webconsole;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * One page that is open. Any thread puts events, and never waits; the thread of the page's request writes them, and waits for the
 * client.
 */
final class Viewer {
    /** How many events may wait for a client that does not read; some 20 seconds of them. */
    private static final int WAITING = 64;

    private static final byte[] END = new byte[0];

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(WAITING);
    private @Nullable Thread writer;
    private boolean dropped;

    /** Of a viewer for whom too many events wait already, the connection is cut: its page will open another one. */
    void put(byte[] event) {
        if (!waiting.offer(event)) {
            drop();
        }
    }

    /** Ends the connection in good order once everything that waits is written. */
    void end() {
        put(END);
    }

    /** Cuts the connection. */
    synchronized void drop() {
        dropped = true;
        if (writer != null) {
            // Closes the connection also amid a write.
            writer.interrupt();
        }
    }

    /**
     * Writes what is put, on the calling thread.
     *
     * @throws IOException when the client has left, or was dropped
     */
    void writeTo(OutputStream out) throws IOException {
        begin();
        try {
            for (byte[] event = waiting.take(); event != END; event = waiting.take()) {
                out.write(event);
                out.flush();
            }
        } catch (InterruptedException e) {
            throw dropped();
        } finally {
            finish();
        }
    }

    private synchronized void begin() throws IOException {
        if (dropped) {
            throw dropped();
        }
        writer = Thread.currentThread();
    }

    private static IOException dropped() {
        return new InterruptedIOException("The viewer was dropped");
    }

    /** The thread goes on to other requests, which an interruption of this one must not meet. */
    private synchronized void finish() {
        writer = null;
        boolean unused = Thread.interrupted();
    }
}
