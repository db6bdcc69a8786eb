package dev.srlstream.torchscript;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.util.List;

/**
 * Float tensors one after the other along their first dimension.
 *
 * @param parts at least one; equal in all other dimensions
 */
record JoinedTensor(List<Tensor> parts) implements Tensor {
    JoinedTensor {
        parts = List.copyOf(parts);
    }

    @Override
    public DType dtype() {
        return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
        long[] shape = parts.get(0).shape();
        shape[0] = parts.stream().mapToLong(part -> part.shape()[0]).sum();
        return shape;
    }

    @Override
    public long elements() {
        return parts.stream().mapToLong(Tensor::elements).sum();
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        for (Tensor part : parts) {
            part.readFloat32(sink);
        }
    }

    @Override
    public void readInt64(Sink sink) {
        throw new IllegalStateException("float tensors are no integers");
    }
}
