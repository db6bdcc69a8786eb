package dev.srlstream.weights;

import dev.srlstream.pickle.Pickled.StorageReference;
import dev.srlstream.pickle.Unpickler;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.MappedBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The zip form of {@code torch.save} (torch 1.6 and newer): below one folder of any name {@code data.pkl}, a record
 * {@code data/KEY} per storage and, in later versions, {@code byteorder}.
 */
final class TorchZip {
    private static final String PICKLE = "/data.pkl";
    private static final int LONGEST_BYTE_ORDER = 16;

    private TorchZip() {}

    static WeightsFile read(FileChannel channel, String name, Path scratch) throws CheckpointException, IOException {
        ZipDirectory directory = ZipDirectory.read(channel, name, scratch);
        String root = root(directory, name);
        ByteOrder order = byteOrder(directory, root, name);
        if (directory.size(root + PICKLE) > WeightsFile.MAX_PICKLE_BYTES) {
            throw new CheckpointException(name + ": data.pkl has " + directory.size(root + PICKLE)
                    + " bytes, and no state dict needs more than " + WeightsFile.MAX_PICKLE_BYTES
                    + ": it holds other values than tensors; save the state dict alone, with"
                    + " torch.save(model.state_dict(), …).");
        }
        ByteBuffer pickle = directory.map(root + PICKLE).slice(0, WeightsFile.MAX_PICKLE_BYTES);
        var dict = PickledStateDict.of(new Unpickler(name + ": data.pkl", pickle).load(), name);
        Map<String, MappedBytes> storages = new LinkedHashMap<>();
        for (StorageReference storage : dict.storages()) {
            storages.put(storage.key(), storage(directory, root, storage, name).in(order));
        }
        return new WeightsFile("torch zip" + dict.place(), dict.resolve(storages), dict.otherValues(), dict.beside());
    }

    private static MappedBytes storage(ZipDirectory directory, String root, StorageReference storage, String name)
            throws CheckpointException, IOException {
        String entry = root + "/data/" + storage.key();
        long size = directory.size(entry);
        int width = storage.dtype().width();
        if (size >= 0 && (size % width != 0 || size / width != storage.elements())) {
            throw new CheckpointException(name + ": record data/" + Printable.excerpt(storage.key()) + " has " + size
                    + " bytes, but " + storage.elements() + " elements of "
                    + storage.dtype().torchName() + " are announced: the file is damaged, fetch it again.");
        }
        return directory.map(entry);
    }

    private static String root(ZipDirectory directory, String name) throws CheckpointException {
        List<String> roots = directory.names().stream()
                .filter(entry -> entry.endsWith(PICKLE) && entry.indexOf('/') == entry.length() - PICKLE.length())
                .map(entry -> entry.substring(0, entry.length() - PICKLE.length()))
                .toList();
        if (roots.size() != 1) {
            throw new CheckpointException(name + " is a zip file "
                    + (roots.isEmpty() ? ForeignZip.describe(directory.names()) : "with several data.pkl in it")
                    + "; expected are weights saved with torch.save.");
        }
        String root = roots.get(0);
        if (directory.size(root + "/constants.pkl") >= 0) {
            throw new CheckpointException(name
                    + " is a TorchScript archive; expected is a state dict saved with torch.save(model.state_dict()).");
        }
        return root;
    }

    private static ByteOrder byteOrder(ZipDirectory directory, String root, String name)
            throws CheckpointException, IOException {
        String entry = root + "/byteorder";
        if (directory.size(entry) < 0) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        String order = StandardCharsets.UTF_8
                .decode(directory.map(entry).slice(0, LONGEST_BYTE_ORDER))
                .toString();
        return switch (order) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new CheckpointException(name + ": record byteorder says " + Printable.excerpt(order)
                        + " where little or big is expected: the file is damaged, fetch it again.");
        };
    }
}
