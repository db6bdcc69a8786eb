package dev.srlstream.torchscript;

import dev.srlstream.weights.StoredZip;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * A TorchScript archive: a zip file of a pickle, raw tensors and source code, as {@code torch.jit.load} reads it.
 *
 * <p>Immutable; reads the weights while it writes, so what they come from must stay open until then. Equal content gives
 * equal bytes.
 */
final class ScriptArchive {
    /** The Python module of all classes. */
    static final String MODULE = "__torch__.srl";

    private static final byte[] EMPTY_TUPLE_PICKLE = {(byte) 0x80, 2, ')', '.'};
    /** The newest file format that libtorch 2.7 accepts. */
    private static final String FILE_FORMAT_VERSION = "10\n";

    private final String name;
    private final byte[] pickle;
    private final List<StoredWeight> storages;
    private final String code;

    /**
     * @param name of the folder inside the archive
     * @param root the module that the archive is loaded as
     * @param code source of all its classes, which are in {@link #MODULE}
     */
    ScriptArchive(String name, ScriptValue root, String code) {
        ScriptPickle writer = new ScriptPickle();
        this.name = name;
        this.pickle = writer.write(root);
        this.storages = writer.storages();
        this.code = code;
    }

    /** Bytes of all weights; the file is larger by some kilobytes. */
    long weightBytes() {
        return storages.stream().mapToLong(StoredWeight::bytes).sum();
    }

    /**
     * Writes the archive, from the first byte to the last.
     *
     * @param out open for writing; stays open
     * @param progress hears the fraction of the weights written, from 0 to 1
     * @throws IOException when writing or reading weights fails, or the archive would exceed 4 GiB
     */
    void write(WritableByteChannel out, DoubleConsumer progress) throws IOException {
        long all = weightBytes();
        if (all > StoredZip.MAX_BYTES) {
            throw new IOException("the weights take " + all + " bytes, and an archive holds less than 4 GiB");
        }
        StoredZip zip = new StoredZip(out);
        zip.entry(name + "/data.pkl", pickle);
        zip.entry(name + "/byteorder", ascii("little"));
        zip.entry(name + "/code/__torch__/srl.py", ascii(code));
        long written = 0;
        for (int key = 0; key < storages.size(); key++) {
            StoredWeight weight = storages.get(key);
            zip.entry(name + "/data/" + key, weight.bytes(), weight::writeTo);
            written += weight.bytes();
            progress.accept((double) written / all);
        }
        zip.entry(name + "/constants.pkl", EMPTY_TUPLE_PICKLE);
        zip.entry(name + "/version", ascii(FILE_FORMAT_VERSION));
        zip.finish();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
