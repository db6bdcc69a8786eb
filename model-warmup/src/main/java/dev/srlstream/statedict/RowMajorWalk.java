package dev.srlstream.statedict;

/** Storage indices of a view's elements in row-major order. Owned by one read of one thread. */
final class RowMajorWalk {
    private final long[] shape;
    private final long[] stride;
    private final long[] index;
    private long at;

    RowMajorWalk(View view) {
        shape = view.shape().stream().mapToLong(Long::longValue).toArray();
        stride = view.stride().stream().mapToLong(Long::longValue).toArray();
        index = new long[shape.length];
        at = view.offset();
    }

    /** The next element's storage index; to be asked as often as the view has elements. */
    long next() {
        long current = at;
        for (int i = shape.length - 1; i >= 0; i--) {
            at += stride[i];
            if (++index[i] < shape[i]) {
                break;
            }
            at -= shape[i] * stride[i];
            index[i] = 0;
        }
        return current;
    }
}
