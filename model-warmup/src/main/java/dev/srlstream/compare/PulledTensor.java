package dev.srlstream.compare;

import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a tensor, to be taken slice by slice where {@link Tensor} pushes them, so that two tensors can be read
 * side by side. A thread of its own reads ahead, by at most four slices of 1 MiB. Owned by one taker, who closes it, which
 * ends the thread.
 */
final class PulledTensor implements AutoCloseable {
    private static final int AHEAD = 4;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final BlockingQueue<ByteBuffer> slices = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;
    private ByteBuffer current = END;
    private boolean ended;

    /** Written before the end is announced. */
    private volatile @Nullable Throwable failure;

    PulledTensor(Tensor tensor) {
        this.reader = new Thread(() -> read(tensor), "tensor-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * The next elements as little-endian float32; none are left in the buffer at the end alone. What the taker does not
     * take is there the next time.
     *
     * @throws IOException when the tensor cannot be read any more
     */
    ByteBuffer remaining() throws IOException {
        if (!current.hasRemaining() && !ended) {
            current = taken();
            ended = !current.hasRemaining();
        }
        @Nullable Throwable failed = failure;
        if (ended && failed != null) {
            throw new IOException("The tensor cannot be read: " + failed.getMessage(), failed);
        }
        return current;
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private ByteBuffer taken() throws InterruptedIOException {
        try {
            return slices.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for a tensor");
        }
    }

    private void read(Tensor tensor) {
        try {
            try {
                tensor.readFloat32(this::put);
            } catch (IOException | RuntimeException | Error e) {
                failure = e;
            }
            slices.put(END);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(ByteBuffer slice) throws IOException {
        try {
            // A slice is valid only during the call.
            slices.put(ByteBuffer.allocate(slice.remaining()).put(slice).flip().order(ByteOrder.LITTLE_ENDIAN));
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody takes the tensor any more");
        }
    }
}
