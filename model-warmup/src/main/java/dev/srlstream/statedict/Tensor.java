package dev.srlstream.statedict;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * One tensor of a state dict: a strided view over bytes that stay in the file. Valid while the checkpoint it came from is
 * open; reading is safe from any thread.
 */
public interface Tensor {
    DType dtype();

    /** Sizes per dimension; empty for a scalar. A copy. */
    long[] shape();

    /** Number of elements: the product of {@link #shape()}. */
    long elements();

    /** Number of bytes that {@link #readElements} gives. */
    default long bytes() {
        return Math.multiplyExact(elements(), (long) dtype().width());
    }

    /**
     * Streams the elements in row-major order as they are: in the tensor's own type, bit by bit, little-endian.
     *
     * @throws IOException when the file cannot be read any more or the sink fails
     */
    default void readElements(Sink sink) throws IOException {
        switch (dtype()) {
            case FLOAT32 -> readFloat32(sink);
            case INT64 -> readInt64(sink);
            default ->
                throw new UnsupportedOperationException(
                        "this tensor does not give its " + dtype().torchName() + " elements");
        }
    }

    /**
     * Streams the elements in row-major order, converted to little-endian float32 by IEEE rounding to nearest, even.
     *
     * @throws IOException when the file cannot be read any more or the sink fails
     */
    void readFloat32(Sink sink) throws IOException;

    /**
     * Streams the elements of an integer or boolean tensor in row-major order as little-endian int64.
     *
     * @throws IllegalStateException for floating-point tensors
     */
    void readInt64(Sink sink) throws IOException;

    /** Takes the elements of a tensor piece by piece. */
    @FunctionalInterface
    interface Sink {
        /** @param elements whole elements, little-endian, valid only during the call */
        void accept(ByteBuffer elements) throws IOException;
    }
}
