package dev.srlstream.warmup;

import dev.srlstream.log.EventLog;
import dev.srlstream.log.model.ModelEvents.CacheUnreadable;
import dev.srlstream.torchscript.Precision;
import dev.srlstream.torchscript.Recipe;
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
import java.util.function.Function;

/**
 * What was found to be the fastest for a checkpoint, kept in the model cache beside its archives: which linear layers, and by
 * which recipe. It holds for one kind of processor and one libtorch only, as machines of several kinds may share a cache.
 */
final class RememberedTrials {
    private static final EventLog LOG = EventLog.of(RememberedTrials.class);

    private final ModelCache cache;
    private final CacheKey key;
    private final String machine;

    /** @param versions of the engine, by component */
    RememberedTrials(ModelCache cache, CacheKey key, Processor processor, Map<String, String> versions) {
        this.cache = cache;
        this.key = key;
        this.machine = Sha256.of(bytes(
                        processor.architecture() + new TreeSet<>(processor.instructions()) + new TreeMap<>(versions)))
                .substring(0, 8);
    }

    /** Empty where nothing is remembered. */
    Optional<CpuLayers> layers(Precision precision) {
        return recall("layers", precision, CpuLayers::valueOf);
    }

    /** @throws WarmUpException when the cache cannot take it */
    void remember(Precision precision, CpuLayers layers) throws WarmUpException {
        remember("layers", precision, layers.name());
    }

    /** Empty where nothing is remembered. */
    Optional<Recipe> recipe(Precision precision) {
        return recall("recipe", precision, Recipe::of);
    }

    /** @throws WarmUpException when the cache cannot take it */
    void remember(Precision precision, Recipe recipe) throws WarmUpException {
        remember("recipe", precision, recipe.key());
    }

    private <T> Optional<T> recall(String what, Precision precision, Function<String, T> meaning) {
        return cache.find(key, name(what, precision)).flatMap(file -> read(file, meaning));
    }

    private static <T> Optional<T> read(Path file, Function<String, T> meaning) {
        try {
            return Optional.of(meaning.apply(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            LOG.log(new CacheUnreadable(file, e.toString()));
            return Optional.empty();
        }
    }

    private void remember(String what, Precision precision, String found) throws WarmUpException {
        byte[] content = bytes(found);
        cache.store(key, name(what, precision), content.length, out -> out.write(ByteBuffer.wrap(content)));
    }

    private String name(String what, Precision precision) {
        return what + "-" + precision.key() + "-" + machine + ".txt";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
