package dev.srlstream.statedict;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Made-up weights, spread around a mean as trained ones are, the same for the same seed. They compress no better than
 * trained ones. Immutable and safe for any thread.
 *
 * @param deviation standard deviation
 */
public record RandomTensor(List<Long> sizes, float mean, float deviation, long seed) implements Tensor {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final long INCREMENT = 0x9E3779B97F4A7C15L;
    /** Half the width of a uniform distribution with standard deviation 1. */
    private static final float SPREAD = 1.7320508f;

    public RandomTensor {
        sizes = List.copyOf(sizes);
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long elements() {
        return sizes.stream().reduce(1L, Math::multiplyExact);
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        var buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        long state = seed;
        for (long left = elements(); left > 0; left--) {
            state += INCREMENT;
            buffer.putFloat(mean + deviation * SPREAD * unit(state));
            if (!buffer.hasRemaining() || left == 1) {
                sink.accept(buffer.flip().slice().order(ByteOrder.LITTLE_ENDIAN));
                buffer.clear();
            }
        }
    }

    @Override
    public void readInt64(Sink sink) {
        throw new IllegalStateException(dtype().torchName() + " is no integer type");
    }

    /** From -1 to 1: the finaliser of SplitMix64 over a counter. */
    private static float unit(long counter) {
        long mixed = (counter ^ (counter >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return (int) (mixed ^ (mixed >>> 31)) * 0x1p-31f;
    }
}
