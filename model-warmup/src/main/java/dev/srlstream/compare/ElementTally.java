package dev.srlstream.compare;

import dev.srlstream.compare.TensorComparison.Different;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Counts and measures how the elements of two tensors of one shape differ as float32, bit by bit. Owned by one comparison. */
final class ElementTally {
    /** Those that explain all differences so far; the last one, {@link Nature#LEARNED}, explains everything. */
    private final List<Nature> natures = new ArrayList<>(List.of(Nature.values()));

    private long elements;
    private long differing;
    private long nonFinite;
    private long first = -1;
    /** Every bit that is set in an element that both have. */
    private int commonBits;

    private double largest;
    private double squares;
    private double squaredDifferences;

    private ElementTally() {}

    /** Reads each tensor once, side by side; holds a few MiB, whatever their size. */
    static TensorComparison compare(String key, Tensor model, Tensor against) throws IOException {
        var tally = new ElementTally();
        try (var pulled = new PulledTensor(against)) {
            model.readFloat32(slice -> {
                while (slice.hasRemaining()) {
                    tally.add(slice, pulled.remaining());
                }
            });
            if (tally.elements != model.elements() || pulled.remaining().hasRemaining()) {
                throw new IOException(key + " did not have as many elements as its shape says");
            }
        }
        return tally.differing == 0 ? new Identical(key, model.dtype(), against.dtype()) : tally.difference(key);
    }

    private Different difference(String key) {
        OptionalDouble relative =
                squares == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(squaredDifferences / squares));
        natures.removeIf(nature -> nature.isExcludedBy(commonBits));
        return new Different(
                key,
                elements,
                differing,
                nonFinite,
                largest,
                relative,
                first,
                natures.iterator().next());
    }

    /** Takes as many elements from both as both have. */
    private void add(ByteBuffer model, ByteBuffer against) throws IOException {
        int bytes = Math.min(model.remaining(), against.remaining());
        if (bytes == 0) {
            throw new IOException("a tensor ended before its shape says");
        }
        for (int end = model.position() + bytes; model.position() < end; elements++) {
            int modelBits = model.getInt();
            int againstBits = against.getInt();
            float number = Float.intBitsToFloat(modelBits);
            if (Float.isFinite(number)) {
                squares += (double) number * number;
            }
            if (modelBits == againstBits) {
                commonBits |= modelBits;
            } else {
                differ(number, Float.intBitsToFloat(againstBits));
            }
        }
    }

    private void differ(float model, float against) {
        first = differing == 0 ? elements : first;
        differing++;
        if (!Float.isFinite(model) || !Float.isFinite(against)) {
            nonFinite++;
            natures.retainAll(List.of(Nature.LEARNED));
            return;
        }
        double difference = Math.abs((double) model - against);
        largest = Math.max(largest, difference);
        squaredDifferences += difference * difference;
        for (int i = natures.size() - 2; i >= 0; i--) {
            if (!natures.get(i).explains(model, against)) {
                natures.remove(i);
            }
        }
    }
}
