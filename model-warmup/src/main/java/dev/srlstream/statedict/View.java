package dev.srlstream.statedict;

import java.util.List;

/**
 * How a tensor lies in its storage: element {@code [i, j, …]} is the storage's element
 * {@code offset + i * stride[0] + j * stride[1] + …}. The constructor refuses what no storage could hold, so that
 * arithmetic on a view never overflows.
 *
 * @param offset index in the storage of the first element
 * @param shape sizes per dimension
 * @param stride storage elements from one index to the next, per dimension
 */
public record View(long offset, List<Long> shape, List<Long> stride) {
    /** As many dimensions as PyTorch itself can print and index. */
    private static final int MAX_DIMENSIONS = 64;

    private static final int MANY_DIMENSIONS = 6;

    /** @throws IllegalArgumentException with the reason, when no storage could hold such a tensor */
    public View {
        shape = List.copyOf(shape);
        stride = List.copyOf(stride);
        if (shape.size() > MAX_DIMENSIONS) {
            throw new IllegalArgumentException(shape.size() + " dimensions are more than " + MAX_DIMENSIONS);
        }
        if (shape.size() != stride.size()) {
            throw new IllegalArgumentException(
                    "shape " + brief(shape) + " and stride " + brief(stride) + " differ in length");
        }
        if (offset < 0 || anyNegative(shape) || anyNegative(stride)) {
            throw new IllegalArgumentException("offset " + offset + ", shape " + brief(shape) + " and stride "
                    + brief(stride) + " must not be negative");
        }
        try {
            product(shape);
            reach(offset, shape, stride);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "offset " + offset + ", shape " + brief(shape) + " and stride " + brief(stride)
                            + " reach beyond what 64 bits can count",
                    e);
        }
    }

    /** Sizes for a message, of whatever length they are. */
    public static String brief(List<Long> sizes) {
        return sizes.size() <= MANY_DIMENSIONS
                ? sizes.toString()
                : sizes.subList(0, MANY_DIMENSIONS) + "… (" + sizes.size() + " dimensions)";
    }

    /** Number of elements. */
    public long elements() {
        return product(shape);
    }

    /** How many elements the storage must have at least. */
    public long reach() {
        return reach(offset, shape, stride);
    }

    /** Whether the elements follow each other in row-major order without gaps. */
    boolean isContiguous() {
        long expected = 1;
        for (int i = shape.size() - 1; i >= 0; i--) {
            if (shape.get(i) != 1 && stride.get(i) != expected) {
                return false;
            }
            expected *= shape.get(i);
        }
        return true;
    }

    private static long product(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    private static long reach(long offset, List<Long> shape, List<Long> stride) {
        if (shape.contains(0L)) {
            return 0;
        }
        long last = offset;
        for (int i = 0; i < shape.size(); i++) {
            last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, stride.get(i)));
        }
        return Math.addExact(last, 1L);
    }

    private static boolean anyNegative(List<Long> numbers) {
        return numbers.stream().anyMatch(n -> n < 0);
    }
}
