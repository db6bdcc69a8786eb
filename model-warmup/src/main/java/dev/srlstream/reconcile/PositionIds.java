package dev.srlstream.reconcile;

import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the buffer {@code position_ids} with the only values it may have. */
final class PositionIds {
    private PositionIds() {}

    /** How the tensor differs from 0, 1, 2 … in the expected type and shape; empty when it does not. */
    static Optional<String> difference(Tensor found, TensorType expected) throws IOException {
        TensorType type = TensorType.of(found);
        if (!type.equals(expected)) {
            return Optional.of("it was " + type + " instead of " + expected);
        }
        var comparison = new Comparison();
        found.readInt64(elements -> comparison.compare(elements.asLongBuffer()));
        return Optional.ofNullable(comparison.difference);
    }

    /** The state of one comparison. */
    private static final class Comparison {
        private long next;
        private @Nullable String difference;

        void compare(LongBuffer positions) {
            while (difference == null && positions.hasRemaining()) {
                long position = positions.get();
                if (position != next) {
                    difference = "element " + next + " was " + position;
                }
                next++;
            }
        }
    }
}
