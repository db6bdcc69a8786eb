package dev.srlstream.reconcile;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.util.Arrays;

/** A float32 tensor whose elements nobody asks for. */
final class ShapeAlone implements Tensor {
    private final long[] shape;

    ShapeAlone(long... shape) {
        this.shape = shape.clone();
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    @Override
    public long elements() {
        return new TensorType(dtype(), Arrays.stream(shape).boxed().toList()).elements();
    }

    @Override
    public void readFloat32(Sink sink) {
        throw new IllegalStateException("no element was to be read");
    }

    @Override
    public void readInt64(Sink sink) {
        throw new IllegalStateException("no element was to be read");
    }
}
