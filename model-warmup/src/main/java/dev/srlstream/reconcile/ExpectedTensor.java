package dev.srlstream.reconcile;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.TensorType;
import java.util.List;

/** A learned tensor that the model has: its key and its axes, outermost first. */
public record ExpectedTensor(String key, List<Axis> axes) {
    /**
     * One dimension of a tensor.
     *
     * @param name as the configuration calls it, for example {@code hidden_size}
     * @param source what says so, for messages
     */
    public record Axis(String name, long size, String source) {}

    public List<Long> shape() {
        return axes.stream().map(Axis::size).toList();
    }

    /** What the served model computes with. */
    TensorType type() {
        return new TensorType(DType.FLOAT32, shape());
    }
}
