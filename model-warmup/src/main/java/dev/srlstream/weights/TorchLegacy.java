package dev.srlstream.weights;

import dev.srlstream.pickle.Pickled.StorageReference;
import dev.srlstream.pickle.Unpickler;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.MappedBytes;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The older form of {@code torch.save}: pickles of a magic number, the protocol version, facts about the machine, the
 * dict and the list of storage keys, then per key a 64-bit count and that many elements. It has no checksums. Elements are
 * little-endian whatever machine wrote them; counts are in the order of that machine, in later versions little-endian as well
 * ({@code THPStorage_writeFileRaw}).
 */
final class TorchLegacy {
    private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long PROTOCOL = 1001;

    private TorchLegacy() {}

    static WeightsFile read(FileChannel channel, String name) throws CheckpointException, IOException {
        MappedBytes file = MappedBytes.map(channel, 0, channel.size());
        ByteBuffer pickles = file.slice(0, WeightsFile.MAX_PICKLE_BYTES);
        var unpickler = new Unpickler(name, pickles);
        List<ByteOrder> counts = byteOrdersOfCounts(unpickler, name);
        var dict = PickledStateDict.of(unpickler.load(), name);
        // No Map.copyOf, which is slow with keys that were chosen to hash alike.
        Map<String, StorageReference> announced = new LinkedHashMap<>(unpickler.storages());
        Collection<StorageReference> used = dict.storages();
        Map<String, MappedBytes> storages = new LinkedHashMap<>();
        if (!(unpickler.load() instanceof List<?> keys)) {
            throw damaged(name, "the list of storages is missing");
        }
        long at = pickles.position();
        for (Object key : keys) {
            @Nullable StorageReference storage = key instanceof String text ? announced.remove(text) : null;
            if (storage == null) {
                throw damaged(name, "the list of storages does not fit the dict");
            }
            long bytes = requireWhole(file, at, storage, counts, name);
            // A process can have some ten thousands of mappings.
            if (used.contains(storage)) {
                storages.put(storage.key(), MappedBytes.map(channel, at + Long.BYTES, bytes));
            }
            at += Long.BYTES + bytes;
        }
        return new WeightsFile(
                "torch legacy" + dict.place(), dict.resolve(storages), dict.otherValues(), dict.beside());
    }

    private static List<ByteOrder> byteOrdersOfCounts(Unpickler unpickler, String name) throws CheckpointException {
        if (!MAGIC.equals(unpickler.load()) || !Long.valueOf(PROTOCOL).equals(unpickler.load())) {
            throw damaged(name, "its head is not that of torch.save");
        }
        if (!(unpickler.load() instanceof Map<?, ?> machine)
                || !(machine.get("little_endian") instanceof Boolean littleEndian)) {
            throw damaged(name, "it does not say on what machine it was saved");
        }
        return littleEndian ? List.of(ByteOrder.LITTLE_ENDIAN) : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    private static long requireWhole(
            MappedBytes file, long at, StorageReference storage, List<ByteOrder> counts, String name)
            throws CheckpointException {
        long available = file.length() - at - Long.BYTES;
        if (available < 0 || available / storage.dtype().width() < storage.elements()) {
            throw damaged(name, "it ends within storage " + Printable.excerpt(storage.key()));
        }
        if (counts.stream().noneMatch(order -> count(file, at, order) == storage.elements())) {
            throw damaged(
                    name,
                    "storage " + Printable.excerpt(storage.key()) + " has " + count(file, at, counts.get(0))
                            + " elements where " + storage.elements() + " are announced");
        }
        return storage.elements() * storage.dtype().width();
    }

    /** A count may lie across two pieces of the mapping. */
    private static long count(MappedBytes file, long at, ByteOrder order) {
        var bytes = ByteBuffer.allocate(Long.BYTES);
        while (bytes.hasRemaining()) {
            bytes.put(file.slice(at + bytes.position(), bytes.remaining()));
        }
        return bytes.order(order).getLong(0);
    }

    private static CheckpointException damaged(String name, String reason) {
        return new CheckpointException(name + " cannot be used: " + reason + "; if it was downloaded, fetch it again.");
    }
}
