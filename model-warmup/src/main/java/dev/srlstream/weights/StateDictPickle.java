package dev.srlstream.weights;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes an {@code OrderedDict} of contiguous tensors as a pickle of protocol 2, as {@code torch.save} does, without memo:
 * tensors are persistent references to storages {@code 0}, {@code 1} and so on, in order. Used once, by one thread.
 */
final class StateDictPickle {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private StateDictPickle() {}

    static byte[] of(StateDict stateDict) {
        var pickle = new StateDictPickle();
        pickle.write(stateDict);
        return pickle.out.toByteArray();
    }

    private void write(StateDict stateDict) {
        out.write(Opcode.PROTO);
        out.write(2);
        emptyOrderedDict();
        out.write(Opcode.MARK);
        int storage = 0;
        for (var entry : stateDict.tensors().entrySet()) {
            text(entry.getKey());
            tensor(Integer.toString(storage++), entry.getValue());
        }
        out.write(Opcode.SETITEMS);
        out.write(Opcode.STOP);
    }

    private void tensor(String storage, Tensor tensor) {
        TensorType type = TensorType.of(tensor);
        global("torch._utils", "_rebuild_tensor_v2");
        out.write(Opcode.MARK);
        out.write(Opcode.MARK);
        text("storage");
        global("torch", type.dtype().storageName());
        text(storage);
        text("cpu");
        integer(type.elements());
        out.write(Opcode.TUPLE);
        out.write(Opcode.BINPERSID);
        integer(0); // offset in the storage
        integers(type.shape());
        integers(type.rowMajorStride());
        out.write(Opcode.NEWFALSE); // requires_grad
        emptyOrderedDict(); // backward hooks
        out.write(Opcode.TUPLE);
        out.write(Opcode.REDUCE);
    }

    private void emptyOrderedDict() {
        global("collections", "OrderedDict");
        out.write(Opcode.EMPTY_TUPLE);
        out.write(Opcode.REDUCE);
    }

    private void global(String module, String name) {
        out.write(Opcode.GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(Opcode.BINUNICODE);
        littleEndian(utf8.length, Integer.BYTES);
        out.writeBytes(utf8);
    }

    private void integers(List<Long> values) {
        out.write(Opcode.MARK);
        values.forEach(this::integer);
        out.write(Opcode.TUPLE);
    }

    private void integer(long value) {
        if (value == (int) value) {
            out.write(Opcode.BININT);
            littleEndian(value, Integer.BYTES);
        } else {
            out.write(Opcode.LONG1);
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
