package dev.srlstream.weights;

import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.weights.Pickled.StorageReference;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The older form of {@code torch.save}: pickles of a magic number, the protocol version, facts about the machine, the
 * dict and the list of storage keys, then per key a 64-bit count and that many elements. It has no checksums.
 */
final class TorchLegacy {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private TorchLegacy() {}

    static WeightsFile read(FileChannel channel, String name) throws CheckpointException, IOException {
        MappedBytes file = MappedBytes.map(channel, 0, channel.size());
        ByteBuffer pickles = file.slice(0, WeightsFile.MAX_PICKLE_BYTES);
        var unpickler = new Unpickler(name, pickles);
        requireKnownForm(unpickler, name);
        var dict = PickledStateDict.of(unpickler.load(), name);
        Map<String, StorageReference> announced = Map.copyOf(unpickler.storages());
        Map<String, MappedBytes> storages = new LinkedHashMap<>();
        if (!(unpickler.load() instanceof List<?> keys)) {
            throw damaged(name, "the list of storages is missing");
        }
        long at = pickles.position();
        for (Object key : keys) {
            @Nullable StorageReference storage = key instanceof String text ? announced.get(text) : null;
            if (storage == null || storages.containsKey(storage.key())) {
                throw damaged(name, "the list of storages does not fit the dict");
            }
            long bytes = requireWhole(file, at, storage, name);
            storages.put(storage.key(), MappedBytes.map(channel, at + Long.BYTES, bytes));
            at += Long.BYTES + bytes;
        }
        return new WeightsFile("torch legacy", dict.resolve(storages), dict.otherKeys());
    }

    private static void requireKnownForm(Unpickler unpickler, String name) throws CheckpointException {
        if (!MAGIC.equals(unpickler.load()) || !Long.valueOf(PROTOCOL).equals(unpickler.load())) {
            throw damaged(name, "its head is not that of torch.save");
        }
        if (!(unpickler.load() instanceof Map<?, ?> machine) || !Boolean.TRUE.equals(machine.get("little_endian"))) {
            throw new CheckpointException(
                    name + " was not saved on a little-endian machine; only such files are read: save it anew.");
        }
    }

    private static long requireWhole(MappedBytes file, long at, StorageReference storage, String name)
            throws CheckpointException {
        long available = file.length() - at - Long.BYTES;
        if (available < 0 || available / storage.dtype().width() < storage.elements()) {
            throw damaged(name, "it ends within storage " + Printable.excerpt(storage.key()));
        }
        long elements = count(file, at);
        if (elements != storage.elements()) {
            throw damaged(
                    name,
                    "storage " + Printable.excerpt(storage.key()) + " has " + elements + " elements where "
                            + storage.elements() + " are announced");
        }
        return elements * storage.dtype().width();
    }

    private static long count(MappedBytes file, long at) {
        long count = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            count = count << Byte.SIZE
                    | Byte.toUnsignedLong(file.slice(at + i, 1).get());
        }
        return count;
    }

    private static CheckpointException damaged(String name, String reason) {
        return new CheckpointException(name + " cannot be used: " + reason + "; if it was downloaded, fetch it again.");
    }
}
