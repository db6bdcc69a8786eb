package dev.srlstream.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Pickles that do harm to who runs them, or that exhaust who reads them; all of protocol 2. */
final class Pickles {
    private static final String PROTOCOL_2 = "\u0080\u0002";
    private static final String STORAGE =
            "(" + text("storage") + "ctorch\nFloatStorage\n" + text("0") + text("cpu") + "K\u0001tQ";
    private static final int MILLION = 1_000_000;

    /** By what they are: content and what the refusal says. */
    static Map<String, Hostile> all() {
        return Map.ofEntries(
                pickle(
                        "posix.system",
                        "cposix\nsystem\n" + text("touch pwned") + "\u0085R.",
                        "byte 2 calls posix.system"),
                pickle(
                        "os.system behind a dict",
                        "}cos\nsystem\n" + text("touch pwned") + "\u0085R.",
                        "byte 3 calls os.system"),
                pickle("INST", "(" + text("touch pwned") + "ios\nsystem\n.", "byte 19 calls os.system"),
                pickle("OBJ", "(ccollections\nOrderedDict\no.", "makes an object of a class"),
                pickle("NEWOBJ", "ccollections\nOrderedDict\n)\u0081.", "makes an object of a class"),
                pickle(
                        "a chain of calls",
                        "cbuiltins\ngetattr\n(cos\nsystem\n" + text("__call__") + "tR.",
                        "calls builtins.getattr"),
                pickle(
                        "BUILD of a module's state",
                        "ctorch.nn.modules.linear\nLinear\n)\u0081}b.",
                        "calls torch.nn.modules"),
                pickle("a million levels", ")" + "\u0085".repeat(MILLION) + ".", "500000 instructions"),
                pickle("a million lists", "]".repeat(MILLION) + ".", "500000 instructions"),
                pickle("a million memo entries", memo(), "500000 instructions"),
                pickle("bytes of 2^60", "\u008e" + number64(1L << 60) + "x.", "announces 1152921504606846976 bytes"),
                pickle(
                        "a bytearray of 2^60",
                        "\u0096" + number64(1L << 60) + "x.",
                        "announces 1152921504606846976 bytes"),
                pickle(
                        "200,000 objects that are read over",
                        "cargparse\nNamespace\nq\u0000" + "h\u0000)\u0081".repeat(200_000) + ".",
                        "500000 instructions"),
                pickle(
                        "a call among values that are read over",
                        "cargparse\nNamespace\n)\u0081}" + text("f") + "cfunctools\npartial\n(cos\nsystem\ntRsb.",
                        "calls functools.partial"),
                pickle("a text of 4 GB", "X\u00ff\u00ff\u00ff\u00ffx.", "announces 4294967295 bytes"),
                pickle("a number of negative length", "\u008b\u0000\u0000\u0000\u0080x.", "bytes where"),
                pickle("a huge number as key", hugeKey(), "500000 instructions"),
                pickle("copies of one dict", copies(), "500000 instructions"),
                pickle("a shape of 2^124", tensor(1L << 62, 4, 1L << 62, 1), "describes an impossible tensor"),
                pickle(
                        "a shape of 2^40 without elements",
                        "}" + text("a") + tensor(1L << 40, 1, 0, 0) + "s.",
                        "learned weights repeat none"),
                pickle("negative strides", tensor(2, 2, -2, 1), "must not be negative"));
    }

    private Pickles() {}

    /** A file of torch.save, and a part of its refusal. */
    record Hostile(byte[] file, String refusal) {}

    private static Map.Entry<String, Hostile> pickle(String name, String instructions, String refusal) {
        byte[] pickle = (PROTOCOL_2 + instructions).getBytes(StandardCharsets.ISO_8859_1);
        Map<String, byte[]> records = Map.of("archive/data.pkl", pickle, "archive/data/0", new byte[4]);
        return Map.entry(name, new Hostile(Containers.zip(records, false), refusal));
    }

    private static String memo() {
        var instructions = new StringBuilder("N");
        for (int i = 0; i < MILLION; i++) {
            instructions.append('r').append(number32(i));
        }
        return instructions + ".";
    }

    /** A number of 4 MB, under which something is put again and again. */
    private static String hugeKey() {
        int bytes = 4 << 20;
        return "}\u008b" + number32(bytes) + "\u0001".repeat(bytes) + "q\u0000Ns" + "h\u0000Ns".repeat(200_000) + ".";
    }

    /** A list of 20,000 times the same entry, and 20,000 dicts that are made of it. */
    private static String copies() {
        return text("key") + "N\u0086q\u0000]q\u0001(" + "h\u0000".repeat(20_000) + "e\u0085q\u0002"
                + "ccollections\nOrderedDict\nq\u0003" + "h\u0003h\u0002R".repeat(20_000) + ".";
    }

    private static String tensor(long rows, long columns, long rowStride, long columnStride) {
        return "ctorch._utils\n_rebuild_tensor_v2\n(" + STORAGE + "K\u0000" + integer(rows) + integer(columns)
                + "\u0086" + integer(rowStride) + integer(columnStride) + "\u0086\u0089}tR";
    }

    private static String integer(long value) {
        return "\u008a\b" + number64(value);
    }

    private static String text(String text) {
        return "X" + number32(text.length()) + text;
    }

    private static String number32(int value) {
        return number64(value).substring(0, Integer.BYTES);
    }

    private static String number64(long value) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
