package dev.srlstream.compare;

import dev.srlstream.statedict.DType;
import java.util.List;
import java.util.OptionalDouble;

/** A served tensor of two checkpoints, compared. */
public sealed interface TensorComparison {
    /** AllenNLP's key. */
    String key();

    /**
     * The same float32 bits are served.
     *
     * @param model element type in the file; {@code against}'s may be another one that holds the same numbers
     */
    record Identical(String key, DType model, DType against) implements TensorComparison {
        /** Whether only conversion to float32 makes them the same. */
        public boolean isConverted() {
            return model != against;
        }
    }

    /**
     * The same shape, other bits.
     *
     * @param elements of the tensor
     * @param differing elements whose bits differ
     * @param nonFinite of these, those that are infinite or not a number on either side; left out of the two measures
     * @param largest absolute difference
     * @param relative RMS of the difference over RMS of the model's tensor; empty where that is all zeros
     * @param first row-major index of the first differing element
     */
    record Different(
            String key,
            long elements,
            long differing,
            long nonFinite,
            double largest,
            OptionalDouble relative,
            long first,
            Nature nature)
            implements TensorComparison {}

    /** Both have it, in different shapes. */
    record Reshaped(String key, List<Long> model, List<Long> against) implements TensorComparison {
        public Reshaped {
            model = List.copyOf(model);
            against = List.copyOf(against);
        }
    }

    /** Only the model has it. */
    record InModelOnly(String key) implements TensorComparison {}

    /** Only the other checkpoint has it. */
    record InAgainstOnly(String key) implements TensorComparison {}
}
