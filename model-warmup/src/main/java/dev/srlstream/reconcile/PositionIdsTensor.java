package dev.srlstream.reconcile;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The buffer {@code position_ids}: 0, 1, 2 …, int64 {@code [1, positions]}. */
record PositionIdsTensor(int positions) implements Tensor {
    @Override
    public DType dtype() {
        return DType.INT64;
    }

    @Override
    public long[] shape() {
        return new long[] {1, positions};
    }

    @Override
    public long elements() {
        return positions;
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        read(sink, Float.BYTES, (buffer, position) -> buffer.putFloat(position));
    }

    @Override
    public void readInt64(Sink sink) throws IOException {
        read(sink, Long.BYTES, ByteBuffer::putLong);
    }

    private void read(Sink sink, int width, Element element) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(width).order(ByteOrder.LITTLE_ENDIAN);
        for (int position = 0; position < positions; position++) {
            element.put(buffer.clear(), position);
            sink.accept(buffer.flip());
        }
    }

    /** Puts one element into the buffer. */
    @FunctionalInterface
    private interface Element {
        void put(ByteBuffer buffer, int position);
    }
}
