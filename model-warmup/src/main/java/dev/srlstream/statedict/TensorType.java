package dev.srlstream.statedict;

import java.util.Arrays;
import java.util.List;

/** Element type and shape of a tensor; the shape is empty for a scalar. */
public record TensorType(DType dtype, List<Long> shape) {
    public TensorType {
        shape = List.copyOf(shape);
    }

    public static TensorType of(Tensor tensor) {
        return new TensorType(
                tensor.dtype(), Arrays.stream(tensor.shape()).boxed().toList());
    }

    /** Number of elements; the shape must be one that a tensor can have. */
    public long elements() {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** From one index to the next, per dimension, where the elements follow each other in row-major order. */
    public List<Long> rowMajorStride() {
        var stride = new Long[shape.size()];
        long next = 1;
        for (int i = stride.length - 1; i >= 0; i--) {
            stride[i] = next;
            next *= shape.get(i);
        }
        return List.of(stride);
    }

    /** For example {@code torch.float32 [2, 3]}. */
    @Override
    public String toString() {
        return dtype.torchName() + " " + shape;
    }
}
