package dev.srlstream.reconcile;

import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.IntBuffer;

/** Counts the elements of a tensor that are infinite or not a number as float32. Owned by one count. */
final class NonFiniteCount {
    private static final int EXPONENT = 0x7f800000;

    private long elements;
    private long nonFinite;
    private long first = -1;

    private NonFiniteCount() {}

    static NonFiniteCount of(Tensor tensor) throws IOException {
        var count = new NonFiniteCount();
        tensor.readFloat32(elements -> count.add(elements.asIntBuffer()));
        return count;
    }

    long nonFinite() {
        return nonFinite;
    }

    /** Index in row-major order of the first one; negative when there is none. */
    long first() {
        return first;
    }

    private void add(IntBuffer bits) {
        for (int i = bits.position(); i < bits.limit(); i++, elements++) {
            // All exponent bits set: infinity or not a number.
            if ((bits.get(i) & EXPONENT) == EXPONENT) {
                first = nonFinite == 0 ? elements : first;
                nonFinite++;
            }
        }
    }
}
