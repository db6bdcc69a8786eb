package dev.srlstream.compare;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A float32 tensor that hands its elements out in slices of a size of its own, in one buffer that it uses again. */
record FloatTensor(float[] values, int slice) implements Tensor {
    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
        return new long[] {values.length};
    }

    @Override
    public long elements() {
        return values.length;
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(slice * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < values.length; i++) {
            buffer.putFloat(values[i]);
            if (!buffer.hasRemaining() || i == values.length - 1) {
                sink.accept(buffer.flip().slice().order(ByteOrder.LITTLE_ENDIAN));
                buffer.clear();
            }
        }
    }

    @Override
    public void readInt64(Sink sink) {
        throw new IllegalStateException("no integer type");
    }
}
