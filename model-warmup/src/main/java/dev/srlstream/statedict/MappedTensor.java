package dev.srlstream.statedict;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A tensor whose elements stay in a mapped file. Immutable and safe for any thread. Contiguous little-endian elements of the
 * wanted type are handed out as slices of the mapping, others are converted through a buffer of 64 KiB.
 */
public final class MappedTensor implements Tensor {
    private static final int SLICE_BYTES = 1 << 20;
    private static final int BUFFER_BYTES = 1 << 16;

    private final DType dtype;
    private final MappedBytes storage;
    private final View view;

    /** @throws IllegalArgumentException when the storage is too small for the view */
    public MappedTensor(DType dtype, MappedBytes storage, View view) {
        long available = storage.length() / dtype.width();
        if (view.reach() > available) {
            throw new IllegalArgumentException("offset " + view.offset() + ", shape " + View.brief(view.shape())
                    + " and stride " + View.brief(view.stride()) + " need " + view.reach()
                    + " elements, the storage has " + available);
        }
        this.dtype = dtype;
        this.storage = storage;
        this.view = view;
    }

    @Override
    public DType dtype() {
        return dtype;
    }

    @Override
    public long[] shape() {
        return view.shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public long elements() {
        return view.elements();
    }

    @Override
    public void readElements(Sink sink) throws IOException {
        if (isInPlace()) {
            readInPlace(sink);
        } else {
            readConverted(sink, dtype.width(), this::putElement);
        }
    }

    @Override
    public void readFloat32(Sink sink) throws IOException {
        try {
            if (dtype == DType.FLOAT32 && isInPlace()) {
                readInPlace(sink);
            } else {
                readConverted(sink, Float.BYTES, (buffer, offset) -> buffer.putFloat(float32(offset)));
            }
        } catch (InternalError e) {
            throw new FileCutShortException(e);
        }
    }

    @Override
    public void readInt64(Sink sink) throws IOException {
        if (dtype.isFloatingPoint()) {
            throw new IllegalStateException(dtype.torchName() + " is no integer type");
        }
        try {
            if (dtype == DType.INT64 && isInPlace()) {
                readInPlace(sink);
            } else {
                readConverted(sink, Long.BYTES, (buffer, offset) -> buffer.putLong(int64(offset)));
            }
        } catch (InternalError e) {
            throw new FileCutShortException(e);
        }
    }

    private boolean isInPlace() {
        return view.isContiguous() && storage.order() == ByteOrder.LITTLE_ENDIAN;
    }

    private void readInPlace(Sink sink) throws IOException {
        long at = view.offset() * dtype.width();
        long end = at + elements() * dtype.width();
        while (at < end) {
            ByteBuffer slice = storage.slice(at, (int) Math.min(SLICE_BYTES, end - at));
            at += slice.remaining();
            sink.accept(slice);
        }
    }

    private void readConverted(Sink sink, int width, Converter converter) throws IOException {
        long remaining = elements();
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER_BYTES, remaining * width))
                .order(ByteOrder.LITTLE_ENDIAN);
        var walk = new RowMajorWalk(view);
        for (; remaining > 0; remaining--) {
            converter.put(buffer, walk.next() * dtype.width());
            if (!buffer.hasRemaining() || remaining == 1) {
                sink.accept(buffer.flip().slice().order(ByteOrder.LITTLE_ENDIAN));
                buffer.clear();
            }
        }
    }

    private void putElement(ByteBuffer buffer, long offset) {
        switch (dtype.width()) {
            case 1 -> buffer.put(storage.getByte(offset));
            case 2 -> buffer.putShort(storage.getShort(offset));
            case 4 -> buffer.putInt(storage.getInt(offset));
            default -> buffer.putLong(storage.getLong(offset));
        }
    }

    private float float32(long offset) {
        return switch (dtype) {
            case FLOAT64 -> (float) Double.longBitsToDouble(storage.getLong(offset));
            case FLOAT32 -> Float.intBitsToFloat(storage.getInt(offset));
            case FLOAT16 -> Float16.toFloat(storage.getShort(offset));
            case BFLOAT16 -> Float.intBitsToFloat(storage.getShort(offset) << 16);
            case INT64, INT32, INT16, INT8, UINT8, BOOL -> (float) int64(offset);
        };
    }

    private long int64(long offset) {
        return switch (dtype) {
            case INT64 -> storage.getLong(offset);
            case INT32 -> storage.getInt(offset);
            case INT16 -> storage.getShort(offset);
            case INT8 -> storage.getByte(offset);
            case UINT8 -> Byte.toUnsignedLong(storage.getByte(offset));
            case BOOL -> storage.getByte(offset) == 0 ? 0 : 1;
            case FLOAT64, FLOAT32, FLOAT16, BFLOAT16 ->
                throw new IllegalStateException(dtype.torchName() + " is no integer type");
        };
    }

    /** Puts the element at a byte offset of the storage into the buffer. */
    @FunctionalInterface
    private interface Converter {
        void put(ByteBuffer buffer, long offset);
    }
}
