package dev.srlstream.weights;

import dev.srlstream.pickle.Opcode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes pickles, honest and hostile ones, instruction by instruction. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PickleWriter op(int... opcodes) {
        for (int opcode : opcodes) {
            out.write(opcode);
        }
        return this;
    }

    public PickleWriter proto(int protocol) {
        return op(Opcode.PROTO, protocol);
    }

    public PickleWriter bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public PickleWriter int32(int value) {
        return bytes(little(Integer.BYTES).putInt(value).array());
    }

    public PickleWriter int64(long value) {
        return bytes(little(Long.BYTES).putLong(value).array());
    }

    public PickleWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return op(Opcode.BINUNICODE).int32(utf8.length).bytes(utf8);
    }

    public PickleWriter shortText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return op(Opcode.SHORT_BINUNICODE, utf8.length).bytes(utf8);
    }

    public PickleWriter number(long value) {
        return op(Opcode.LONG1, Long.BYTES).int64(value);
    }

    public PickleWriter numbers(Iterable<Long> values) {
        op(Opcode.MARK);
        values.forEach(this::number);
        return op(Opcode.TUPLE);
    }

    public PickleWriter global(String module, String name) {
        return op(Opcode.GLOBAL).bytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Calls the function below the topmost value with that value. */
    public PickleWriter callWithOne() {
        return op(Opcode.TUPLE1, Opcode.REDUCE);
    }

    public PickleWriter emptyOrderedDict() {
        return global("collections", "OrderedDict").op(Opcode.EMPTY_TUPLE, Opcode.REDUCE);
    }

    /** As {@code _rebuild_tensor_v2} pickles a tensor. */
    public PickleWriter tensor(TestTensor tensor, boolean legacy) {
        global("torch._utils", "_rebuild_tensor_v2").op(Opcode.MARK);
        op(Opcode.MARK).text("storage").global("torch", tensor.dtype().storageName());
        text(tensor.storage()).text("cpu").number(tensor.storageElements());
        if (legacy) {
            op(Opcode.NONE);
        }
        op(Opcode.TUPLE, Opcode.BINPERSID).number(tensor.view().offset());
        numbers(tensor.view().shape()).numbers(tensor.view().stride());
        return op(Opcode.NEWFALSE).emptyOrderedDict().op(Opcode.TUPLE, Opcode.REDUCE);
    }

    public byte[] stop() {
        op(Opcode.STOP);
        return out.toByteArray();
    }

    public byte[] withoutStop() {
        return out.toByteArray();
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
