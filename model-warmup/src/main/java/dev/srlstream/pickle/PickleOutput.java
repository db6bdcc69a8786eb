package dev.srlstream.pickle;

import dev.srlstream.statedict.TensorType;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes a pickle of protocol 2 instruction by instruction, without memo, in the dialect of PyTorch: tensors are persistent references
 * to storages. Used once, by one thread.
 */
public final class PickleOutput {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PickleOutput() {
        out.write(Opcode.PROTO);
        out.write(2);
    }

    /** Ends the pickle and returns it. */
    public byte[] end() {
        out.write(Opcode.STOP);
        return out.toByteArray();
    }

    /** Begins the items of a tuple or of a dict. */
    public void mark() {
        out.write(Opcode.MARK);
    }

    /** Of all since the mark. */
    public void tuple() {
        out.write(Opcode.TUPLE);
    }

    public void emptyDict() {
        out.write(Opcode.EMPTY_DICT);
    }

    public void emptyOrderedDict() {
        global("collections", "OrderedDict");
        out.write(Opcode.EMPTY_TUPLE);
        out.write(Opcode.REDUCE);
    }

    /** Puts all since the mark, keys and values in turns, into the dict before it. */
    public void setItems() {
        out.write(Opcode.SETITEMS);
    }

    /** An instance of a class, made without arguments. */
    public void instance(String module, String name) {
        global(module, name);
        out.write(Opcode.EMPTY_TUPLE);
        out.write(Opcode.NEWOBJ);
    }

    /** Gives the value that was written last to the instance before it as its state. */
    public void build() {
        out.write(Opcode.BUILD);
    }

    public void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(Opcode.BINUNICODE);
        littleEndian(utf8.length, Integer.BYTES);
        out.writeBytes(utf8);
    }

    public void integer(long value) {
        if (value == (int) value) {
            out.write(Opcode.BININT);
            littleEndian(value, Integer.BYTES);
        } else {
            out.write(Opcode.LONG1);
            out.write(Long.BYTES);
            littleEndian(value, Long.BYTES);
        }
    }

    public void real(double value) {
        out.write(Opcode.BINFLOAT);
        out.writeBytes(ByteBuffer.allocate(Double.BYTES).putDouble(value).array());
    }

    /**
     * A contiguous tensor without gradient that is alone in its storage.
     *
     * @param storage the storage's key
     */
    public void tensor(String storage, TensorType type) {
        global("torch._utils", "_rebuild_tensor_v2");
        mark();
        mark();
        text("storage");
        global("torch", type.dtype().storageName());
        text(storage);
        text("cpu");
        integer(type.elements());
        tuple();
        out.write(Opcode.BINPERSID);
        integer(0); // offset in the storage
        integers(type.shape());
        integers(type.rowMajorStride());
        out.write(Opcode.NEWFALSE); // requires_grad
        emptyOrderedDict(); // backward hooks
        tuple();
        out.write(Opcode.REDUCE);
    }

    private void global(String module, String name) {
        out.write(Opcode.GLOBAL);
        out.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void integers(List<Long> values) {
        mark();
        values.forEach(this::integer);
        tuple();
    }

    private void littleEndian(long value, int bytes) {
        byte[] all = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        out.write(all, 0, bytes);
    }
}
