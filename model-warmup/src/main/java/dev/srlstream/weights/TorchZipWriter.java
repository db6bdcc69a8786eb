package dev.srlstream.weights;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file that {@code torch.save} of torch 1.6 and newer makes of a state dict, for any {@code torch.load}, with
 * {@code weights_only} or without. Keys keep their order. Without the {@code _metadata} of modules, which no module of a
 * BERT reads. Holds less than {@link StoredZip#MAX_BYTES}.
 */
public final class TorchZipWriter implements StateDictWriter {
    private static final String ROOT = "archive/";
    private static final byte[] BYTE_ORDER = ascii("little");
    private static final byte[] FILE_FORMAT_VERSION = ascii("3\n");

    private final List<Tensor> tensors;
    private final byte[] pickle;

    public TorchZipWriter(StateDict stateDict) {
        this.tensors = List.copyOf(stateDict.tensors().values());
        this.pickle = StateDictPickle.of(stateDict);
    }

    @Override
    public long bytes() {
        Map<String, Long> entries = new LinkedHashMap<>();
        entries.put(ROOT + "data.pkl", (long) pickle.length);
        entries.put(ROOT + "byteorder", (long) BYTE_ORDER.length);
        for (int key = 0; key < tensors.size(); key++) {
            entries.put(ROOT + "data/" + key, tensors.get(key).bytes());
        }
        entries.put(ROOT + "version", (long) FILE_FORMAT_VERSION.length);
        return StoredZip.bytes(entries);
    }

    @Override
    public void write(WritableByteChannel out) throws IOException {
        var zip = new StoredZip(out);
        zip.entry(ROOT + "data.pkl", pickle);
        zip.entry(ROOT + "byteorder", BYTE_ORDER);
        for (int key = 0; key < tensors.size(); key++) {
            Tensor tensor = tensors.get(key);
            zip.entry(ROOT + "data/" + key, tensor.bytes(), tensor::readElements);
        }
        zip.entry(ROOT + "version", FILE_FORMAT_VERSION);
        zip.finish();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
