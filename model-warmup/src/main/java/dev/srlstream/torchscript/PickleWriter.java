package dev.srlstream.torchscript;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one {@link ScriptValue} as a pickle of protocol 2, in the dialect of {@code torch.jit.load}: tensors are
 * persistent references to storages {@code data/0}, {@code data/1} and so on. Used once, by one thread.
 */
final class PickleWriter {
    private static final int PROTOCOL = 0x80;
    private static final int MARK = '(';
    private static final int TUPLE = 't';
    private static final int EMPTY_TUPLE = ')';
    private static final int EMPTY_DICT = '}';
    private static final int SET_ITEMS = 'u';
    private static final int UNICODE = 'X';
    private static final int INT32 = 'J';
    private static final int LONG = 0x8a;
    private static final int FLOAT64 = 'G';
    private static final int FALSE = 0x89;
    private static final int GLOBAL = 'c';
    private static final int NEW_OBJECT = 0x81;
    private static final int REDUCE = 'R';
    private static final int BUILD = 'b';
    private static final int PERSISTENT_ID = 'Q';
    private static final int STOP = '.';

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final List<StoredWeight> storages = new ArrayList<>();

    /** The pickle of {@code root}. */
    byte[] write(ScriptValue root) {
        out.write(PROTOCOL);
        out.write(2);
        value(root);
        out.write(STOP);
        return out.toByteArray();
    }

    /** The weights met so far; the position in the list is the storage's key. */
    List<StoredWeight> storages() {
        return List.copyOf(storages);
    }

    private void value(ScriptValue value) {
        if (value instanceof ScriptValue.Whole whole) {
            integer(whole.value());
        } else if (value instanceof ScriptValue.Real real) {
            out.write(FLOAT64);
            out.writeBytes(
                    ByteBuffer.allocate(Double.BYTES).putDouble(real.value()).array());
        } else if (value instanceof ScriptValue.Weight weight) {
            weight(weight.stored());
        } else if (value instanceof ScriptValue.Tuple tuple) {
            out.write(MARK);
            tuple.items().forEach(this::value);
            out.write(TUPLE);
        } else if (value instanceof ScriptValue.Attributes attributes) {
            out.write(EMPTY_DICT);
            out.write(MARK);
            attributes.values().forEach((name, attribute) -> {
                text(name);
                value(attribute);
            });
            out.write(SET_ITEMS);
        } else if (value instanceof ScriptValue.Instance instance) {
            global(instance.module(), instance.name());
            out.write(EMPTY_TUPLE);
            out.write(NEW_OBJECT);
            value(instance.state());
            out.write(BUILD);
        }
    }

    private void weight(StoredWeight weight) {
        long[] shape = weight.tensor().shape();
        String key = Integer.toString(storages.size());
        storages.add(weight);
        global("torch._utils", "_rebuild_tensor_v2");
        out.write(MARK);
        storage(key, weight);
        integer(0); // offset in the storage
        integers(shape);
        integers(contiguousStrides(shape));
        out.write(FALSE); // requires_grad
        global("collections", "OrderedDict"); // backward hooks
        out.write(EMPTY_TUPLE);
        out.write(REDUCE);
        out.write(TUPLE);
        out.write(REDUCE);
    }

    private void storage(String key, StoredWeight weight) {
        out.write(MARK);
        text("storage");
        global("torch", weight.dtype().storageName());
        text(key);
        text("cpu");
        integer(weight.tensor().elements());
        out.write(TUPLE);
        out.write(PERSISTENT_ID);
    }

    private static long[] contiguousStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
            strides[dimension] = stride;
            stride *= shape[dimension];
        }
        return strides;
    }

    private void global(String module, String name) {
        out.write(GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(UNICODE);
        littleEndian(utf8.length, Integer.BYTES);
        out.writeBytes(utf8);
    }

    private void integers(long[] values) {
        out.write(MARK);
        for (long value : values) {
            integer(value);
        }
        out.write(TUPLE);
    }

    private void integer(long value) {
        if (value == (int) value) {
            out.write(INT32);
            littleEndian(value, Integer.BYTES);
        } else {
            out.write(LONG);
            out.write(Long.BYTES);
            littleEndian(value, Long.BYTES);
        }
    }

    private void littleEndian(long value, int bytes) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        out.write(all, 0, bytes);
    }
}
