package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.CacheUnreadable;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.weights.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which linear layers were found to be the faster ones for a checkpoint, kept in the model cache beside its archives.
 * It holds for one kind of processor and one libtorch only, as machines of several kinds may share a cache.
 */
final class RememberedLayers {
    private static final EventLog LOG = EventLog.of(RememberedLayers.class);

    private final ModelCache cache;
    private final CacheKey key;
    private final String machine;

    /** @param versions of the engine, by component */
    RememberedLayers(ModelCache cache, CacheKey key, Processor processor, Map<String, String> versions) {
        this.cache = cache;
        this.key = key;
        this.machine = Sha256.of(bytes(
                        processor.architecture() + new TreeSet<>(processor.instructions()) + new TreeMap<>(versions)))
                .substring(0, 8);
    }

    /** Empty where nothing is remembered. */
    Optional<CpuLayers> recall(Precision precision) {
        return cache.find(key, name(precision)).flatMap(RememberedLayers::read);
    }

    private static Optional<CpuLayers> read(Path file) {
        try {
            return Optional.of(CpuLayers.valueOf(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(new CacheUnreadable(file, e.toString()));
            return Optional.empty();
        }
    }

    /** @throws WarmUpException when the cache cannot take it */
    void remember(Precision precision, CpuLayers layers) throws WarmUpException {
        byte[] content = bytes(layers.name());
        cache.store(key, name(precision), content.length, out -> out.write(ByteBuffer.wrap(content)));
    }

    private String name(Precision precision) {
        return "layers-" + precision.key() + "-" + machine + ".txt";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
