package dev.srlstream.pickle;

import dev.srlstream.pickle.Pickled.InertName;
import dev.srlstream.pickle.Pickled.Opaque;
import dev.srlstream.pickle.Pickled.OtherKey;
import dev.srlstream.pickle.Pickled.StorageReference;
import dev.srlstream.pickle.Pickled.StorageType;
import dev.srlstream.pickle.Pickled.TensorReference;
import dev.srlstream.pickle.Pickled.Tuple;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.DType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pickle machine that executes nothing: it knows the instructions and the few functions of which state dicts consist
 * ({@link AllowedCall}), describes the values they stand for, reads over the values that training scripts keep beside them
 * ({@link InertNames}), and refuses everything else by name and byte. Protocols 2 to 5. Owned by one thread, which may load several pickles in a row from one buffer.
 */
public final class Unpickler {
    /** The dict of a BERT has some 9,000; bounds the heap that a hostile pickle can ask for. */
    private static final int MAX_INSTRUCTIONS = 500_000;

    private static final int HIGHEST_PROTOCOL = 5;
    private static final String MAY_ONLY =
            "; a checkpoint may only hold tensors and plain values, and nothing in it has been run: ";

    private final PickleBytes bytes;
    private final PickleStack stack;
    private final Map<Long, Object> memo = new HashMap<>();
    private final Map<String, StorageReference> storages = new LinkedHashMap<>();
    private int instructions;

    /**
     * @param where file and record, for messages
     * @param bytes read from its position on; offsets in messages count from its beginning
     */
    public Unpickler(String where, ByteBuffer bytes) {
        this.bytes = new PickleBytes(where, bytes);
        this.stack = new PickleStack(this.bytes);
    }

    /** Storages that were referred to so far, by key. */
    public Map<String, StorageReference> storages() {
        return storages;
    }

    /**
     * Reads one pickle up to its end. Strings are String, integers Long or BigInteger, dicts Map, lists and sets List, all
     * else {@link Pickled}.
     */
    public Object load() throws CheckpointException {
        memo.clear();
        stack.clear();
        for (instructions = 0; instructions < MAX_INSTRUCTIONS; instructions++) {
            int opcode = bytes.opcode();
            if (opcode == Opcode.STOP) {
                return stack.pop();
            }
            step(opcode);
        }
        throw bytes.refusal("is still not at the end of its pickle after " + MAX_INSTRUCTIONS
                + " instructions: this is no state dict");
    }

    private void step(int opcode) throws CheckpointException {
        switch (opcode) {
            case Opcode.PROTO -> requireKnownProtocol(bytes.uint8());
            case Opcode.FRAME -> bytes.available(bytes.uint64());
            case Opcode.MARK -> stack.mark();
            case Opcode.BINPUT -> memo.put((long) bytes.uint8(), stack.top());
            case Opcode.LONG_BINPUT -> memo.put(bytes.uint32(), stack.top());
            case Opcode.MEMOIZE -> memo.put((long) memo.size(), stack.top());
            case Opcode.BINGET -> stack.push(recall(bytes.uint8()));
            case Opcode.LONG_BINGET -> stack.push(recall(bytes.uint32()));
            case Opcode.GLOBAL -> stack.push(global(bytes.line(), bytes.line()));
            case Opcode.STACK_GLOBAL -> {
                String name = stack.pop(String.class);
                stack.push(global(stack.pop(String.class), name));
            }
            case Opcode.REDUCE -> {
                Tuple arguments = stack.pop(Tuple.class);
                stack.push(call(stack.pop(), arguments.items()));
            }
            case Opcode.NEWOBJ -> {
                stack.pop(Tuple.class);
                stack.push(object(stack.pop()));
            }
            case Opcode.NEWOBJ_EX -> {
                stack.pop(Map.class);
                stack.pop(Tuple.class);
                stack.push(object(stack.pop()));
            }
            case Opcode.BINPERSID -> stack.push(storage(stack.pop(Tuple.class).items()));
            case Opcode.BUILD -> {
                stack.pop();
                // The state of an OrderedDict is its _metadata: module versions, of no use here.
                if (!(stack.top() instanceof Opaque)) {
                    stack.top(Map.class);
                }
            }
            case Opcode.POP -> stack.pop();
            case Opcode.POP_MARK -> stack.popToMark();
            case Opcode.INST -> throw forbidden(bytes.line(), bytes.line());
            case Opcode.OBJ, Opcode.EXT1, Opcode.EXT2, Opcode.EXT4 -> throw forbiddenObject();
            default -> {
                if (!container(opcode)) {
                    stack.push(plain(opcode));
                }
            }
        }
    }

    private boolean container(int opcode) throws CheckpointException {
        switch (opcode) {
            case Opcode.EMPTY_TUPLE -> stack.push(new Tuple(List.of()));
            case Opcode.TUPLE -> stack.push(new Tuple(stack.popToMark()));
            case Opcode.TUPLE1 -> stack.push(new Tuple(stack.pop(1)));
            case Opcode.TUPLE2 -> stack.push(new Tuple(stack.pop(2)));
            case Opcode.TUPLE3 -> stack.push(new Tuple(stack.pop(3)));
            case Opcode.EMPTY_LIST, Opcode.EMPTY_SET -> stack.push(new ArrayList<>());
            case Opcode.LIST -> stack.push(stack.popToMark());
            case Opcode.FROZENSET -> {
                stack.popToMark();
                stack.push(new Opaque("frozenset"));
            }
            case Opcode.APPEND -> append(stack.pop(1));
            case Opcode.APPENDS, Opcode.ADDITEMS -> append(stack.popToMark());
            case Opcode.EMPTY_DICT -> stack.push(new LinkedHashMap<>());
            case Opcode.DICT -> {
                List<Object> entries = stack.popToMark();
                stack.push(new LinkedHashMap<>());
                put(entries);
            }
            case Opcode.SETITEM -> put(stack.pop(2));
            case Opcode.SETITEMS -> put(stack.popToMark());
            default -> {
                return false;
            }
        }
        return true;
    }

    private Object plain(int opcode) throws CheckpointException {
        return switch (opcode) {
            case Opcode.NONE -> Opaque.NONE;
            case Opcode.NEWTRUE -> true;
            case Opcode.NEWFALSE -> false;
            case Opcode.BININT -> (long) bytes.int32();
            case Opcode.BININT1 -> (long) bytes.uint8();
            case Opcode.BININT2 -> (long) bytes.uint16();
            case Opcode.LONG1 -> integer(bytes.bytes(bytes.uint8()));
            case Opcode.LONG4 -> integer(bytes.bytes(bytes.int32()));
            case Opcode.BINFLOAT -> bytes.float64();
            case Opcode.SHORT_BINUNICODE -> bytes.text(bytes.uint8());
            case Opcode.BINUNICODE -> bytes.text(bytes.uint32());
            case Opcode.SHORT_BINSTRING -> python2Text(bytes.uint8());
            case Opcode.BINSTRING -> python2Text(bytes.int32());
            case Opcode.BINUNICODE8 -> bytes.text(bytes.uint64());
            case Opcode.SHORT_BINBYTES -> skip(bytes.uint8());
            case Opcode.BINBYTES -> skip(bytes.uint32());
            case Opcode.BINBYTES8 -> skip(bytes.uint64());
            case Opcode.BYTEARRAY8 -> {
                skip(bytes.uint64());
                yield new Opaque("bytearray");
            }
            default ->
                throw bytes.refusal(String.format("has the instruction 0x%02x, which no state dict needs", opcode)
                        + MAY_ONLY
                        + Cure.SAVE_STATE_DICT);
        };
    }

    private void requireKnownProtocol(int protocol) throws CheckpointException {
        if (protocol < 2 || protocol > HIGHEST_PROTOCOL) {
            throw bytes.refusal("has pickle protocol " + protocol + "; protocols 2 to " + HIGHEST_PROTOCOL
                    + " can be read: save the file anew with torch.save");
        }
    }

    private Object recall(long index) throws CheckpointException {
        @Nullable Object value = memo.get(index);
        if (value == null) {
            throw bytes.refusal("refers to value " + index + ", which was never stored: the file is damaged");
        }
        return value;
    }

    private Object global(String module, String name) throws CheckpointException {
        if (module.equals("torch")) {
            for (DType dtype : DType.values()) {
                if (dtype.storageName().equals(name)) {
                    return new StorageType(dtype);
                }
            }
        }
        Optional<AllowedCall> call = AllowedCall.named(module, name);
        return call.isPresent()
                ? call.get()
                : InertNames.named(module, name).orElseThrow(() -> forbidden(module, name));
    }

    private CheckpointException forbidden(String module, String name) {
        String called = module + "." + name;
        return bytes.refusal("calls " + Printable.excerpt(called) + MAY_ONLY + Cure.of(called, bytes));
    }

    private CheckpointException forbiddenObject() {
        return bytes.refusal("makes an object of a class" + MAY_ONLY + Cure.SAVE_STATE_DICT);
    }

    private Object object(Object named) throws CheckpointException {
        if (named instanceof InertName name) {
            return new Opaque(name.type());
        }
        throw forbiddenObject();
    }

    private Object call(Object named, List<Object> arguments) throws CheckpointException {
        if (named instanceof InertName) {
            return object(named);
        }
        if (!(named instanceof AllowedCall call)) {
            throw bytes.refusal("calls a value that is no function: the file is damaged");
        }
        try {
            // One list of entries can be made into any number of dicts, so every copy counts.
            instructions += call.work(arguments);
            return call.describe(arguments);
        } catch (IllegalArgumentException e) {
            throw bytes.refusal("describes an impossible tensor: " + e.getMessage());
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw bytes.refusal(
                    "calls " + call.pythonName() + " with arguments of another function" + ": the file is damaged");
        }
    }

    private StorageReference storage(List<Object> id) throws CheckpointException {
        // Torch before 0.4 could make a storage a view of another and said so in a sixth element.
        if (id.size() < 5
                || id.size() > 6
                || !id.get(0).equals("storage")
                || !(id.get(1) instanceof StorageType type)
                || !(id.get(2) instanceof String key)
                || !Pickled.isShort(key)
                || !(id.get(4) instanceof Long elements)
                || elements < 0
                || (id.size() == 6 && id.get(5) != Opaque.NONE)) {
            throw bytes.refusal("refers to a storage in a way that torch 0.4 and newer do not: save the file anew");
        }
        var reference = new StorageReference(type.dtype(), key, elements);
        StorageReference known = storages.computeIfAbsent(key, k -> reference);
        if (!known.equals(reference)) {
            throw bytes.refusal("describes storage " + Printable.excerpt(key) + " as " + reference.elements() + " of "
                    + reference.dtype().torchName() + ", but before as " + known.elements() + " of "
                    + known.dtype().torchName() + ": the file is damaged");
        }
        return known;
    }

    @SuppressWarnings("unchecked") // Every list on the stack was made here, as a list of objects.
    private void append(List<Object> items) throws CheckpointException {
        if (!(stack.top() instanceof Opaque)) {
            stack.top(List.class).addAll(items);
        }
    }

    @SuppressWarnings("unchecked") // Every map on the stack was made here, as a map of objects.
    private void put(List<Object> entries) throws CheckpointException {
        if (stack.top() instanceof Opaque) {
            return;
        }
        Map<Object, Object> dict = stack.top(Map.class);
        if (entries.size() % 2 != 0) {
            throw bytes.refusal("has a key without a value: the file is damaged");
        }
        for (int i = 0; i < entries.size(); i += 2) {
            dict.put(key(entries.get(i)), entries.get(i + 1));
        }
    }

    private Object key(Object pickled) throws CheckpointException {
        if (pickled instanceof String text) {
            if (!Pickled.isShort(text)) {
                throw bytes.refusal("has a text of " + text.length() + " characters as key of a dict, and no more than "
                        + Pickled.LONGEST_KEY + " are read");
            }
            return text;
        }
        if (pickled instanceof Map || pickled instanceof List || pickled instanceof TensorReference) {
            throw bytes.refusal("has a container or tensor as key of a dict: the file is damaged");
        }
        return new OtherKey(pickled);
    }

    private static Object integer(byte[] littleEndian) {
        var bigEndian = new byte[littleEndian.length + 1];
        for (int i = 0; i < littleEndian.length; i++) {
            bigEndian[littleEndian.length - i] = littleEndian[i];
        }
        bigEndian[0] = (byte) (littleEndian.length > 0 && littleEndian[littleEndian.length - 1] < 0 ? -1 : 0);
        var integer = new BigInteger(bigEndian);
        return integer.bitLength() < Long.SIZE ? (Object) integer.longValue() : integer;
    }

    private Object python2Text(long length) throws CheckpointException {
        Optional<String> text = bytes.anyText(length);
        return text.isPresent() ? text.get() : Opaque.BYTES;
    }

    private Object skip(long length) throws CheckpointException {
        bytes.skip(length);
        return Opaque.BYTES;
    }
}
