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
