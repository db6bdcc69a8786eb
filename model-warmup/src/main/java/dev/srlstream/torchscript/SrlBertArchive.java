package dev.srlstream.torchscript;

import dev.srlstream.checkpoint.BertConfig;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.StoredZip;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * An SrlBert as a TorchScript archive: a zip file of a pickle, raw tensors and source code, as {@code torch.jit.load} reads
 * it. Its {@code forward(ids, mask, token_types)} takes two int64 tensors and, as mask, a float32 one (1 for a wordpiece, 0
 * for padding), each {@code [rows, length]}, and returns softmax probabilities, float32 {@code [rows, length, labels]}.
 *
 * <p>Immutable; reads the weights while it writes, so their checkpoint must stay open until then. Equal weights give equal
 * bytes.
 */
public final class SrlBertArchive {
    /** Changes whenever the same weights would give another archive. */
    public static final int GENERATOR_VERSION = 1;

    /** The largest weights that an archive holds: a little less than 4 GiB, thrice BERT-large. */
    public static final long MAX_WEIGHT_BYTES = StoredZip.MAX_BYTES;

    private static final String ROOT = "srl_bert/";
    private static final byte[] EMPTY_TUPLE_PICKLE = {(byte) 0x80, 2, ')', '.'};
    /** The newest file format that libtorch 2.7 accepts. */
    private static final String FILE_FORMAT_VERSION = "10\n";

    private final byte[] pickle;
    private final List<Tensor> storages;
    private final String code;

    /** @param weights the learned tensors under AllenNLP's keys, of the shapes that {@code config} gives */
    public SrlBertArchive(StateDict weights, BertConfig config, Target target) {
        PickleWriter writer = new PickleWriter();
        this.pickle = writer.write(new SrlBertModules(weights, config, target).root());
        this.storages = writer.storages();
        this.code = SrlBertCode.of(target, config.layers());
    }

    /** Bytes of all weights; the file is larger by some kilobytes. */
    public long weightBytes() {
        return storages.stream().mapToLong(SrlBertArchive::bytes).sum();
    }

    /**
     * Writes the archive, from the first byte to the last.
     *
     * @param out open for writing; stays open
     * @param progress hears the fraction of the weights written, from 0 to 1
     * @throws IOException when writing or reading weights fails, or the archive would exceed 4 GiB
     */
    public void write(WritableByteChannel out, DoubleConsumer progress) throws IOException {
        long all = weightBytes();
        if (all > MAX_WEIGHT_BYTES) {
            throw new IOException("the weights take " + all + " bytes, and an archive holds less than 4 GiB");
        }
        StoredZip zip = new StoredZip(out);
        zip.entry(ROOT + "data.pkl", pickle);
        zip.entry(ROOT + "byteorder", ascii("little"));
        zip.entry(ROOT + "code/__torch__/srl.py", ascii(code));
        long written = 0;
        for (int key = 0; key < storages.size(); key++) {
            Tensor tensor = storages.get(key);
            zip.entry(ROOT + "data/" + key, bytes(tensor), tensor::readFloat32);
            written += bytes(tensor);
            progress.accept((double) written / all);
        }
        zip.entry(ROOT + "constants.pkl", EMPTY_TUPLE_PICKLE);
        zip.entry(ROOT + "version", ascii(FILE_FORMAT_VERSION));
        zip.finish();
    }

    private static long bytes(Tensor tensor) {
        return Math.multiplyExact(tensor.elements(), Float.BYTES);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
