package dev.srlstream.weights;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.View;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor to be written by {@link TorchWriter}.
 *
 * @param storage key of the storage
 * @param bytes content of the storage
 * @param storageElements how many elements the pickle says the storage has
 */
public record TestTensor(DType dtype, String storage, byte[] bytes, long storageElements, View view) {
    /** A contiguous float32 tensor with a storage of its own, whose elements are {@code first, first + 1/8, …}. */
    public static TestTensor counting(String storage, float first, long... shape) {
        var values = new float[(int) elements(shape)];
        for (int i = 0; i < values.length; i++) {
            values[i] = first + i / 8f;
        }
        return floats(storage, values, shape);
    }

    public static TestTensor floats(String storage, float[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            bytes.putFloat(value);
        }
        return of(DType.FLOAT32, storage, bytes.array(), shape);
    }

    public static TestTensor longs(String storage, long[] values, long... shape) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            bytes.putLong(value);
        }
        return of(DType.INT64, storage, bytes.array(), shape);
    }

    /** A contiguous tensor that fills its storage. */
    public static TestTensor of(DType dtype, String storage, byte[] bytes, long... shape) {
        List<Long> sizes = new ArrayList<>();
        List<Long> stride = new ArrayList<>();
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            sizes.add(0, shape[i]);
            stride.add(0, step);
            step *= shape[i];
        }
        return new TestTensor(dtype, storage, bytes, bytes.length / dtype.width(), new View(0, sizes, stride));
    }

    public TestTensor seenAs(long offset, List<Long> shape, List<Long> stride) {
        return new TestTensor(dtype, storage, bytes, storageElements, new View(offset, shape, stride));
    }

    private static long elements(long... shape) {
        long elements = 1;
        for (long size : shape) {
            elements *= size;
        }
        return elements;
    }
}
