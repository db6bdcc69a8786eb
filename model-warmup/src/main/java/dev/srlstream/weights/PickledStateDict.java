package dev.srlstream.weights;

import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.statedict.MappedTensor;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.weights.Pickled.OtherKey;
import dev.srlstream.weights.Pickled.StorageReference;
import dev.srlstream.weights.Pickled.TensorReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a pickle says about a state dict, before the storages are looked up. */
final class PickledStateDict {
    private static final int NAMED_KEYS = 5;
    /** A BERT-large has some 400; bounds what an audit has to list. */
    private static final int MAX_KEYS = 10_000;

    /**
     * Views may repeat elements, as an expanded one or two names for one tensor do: as many as all views of a file together
     * may show beyond two for each byte that is there. Bounds how long a few bytes can take to read.
     */
    private static final long MAX_REPEATED = 1L << 26;

    /** Under which training scripts keep the model's part of their state, in the order in which it is looked for. */
    private static final List<String> PLACES = List.of("model_state_dict", "state_dict", "model");

    private final String file;
    private final String place;
    private final Map<String, TensorReference> tensors = new LinkedHashMap<>();
    private final List<String> otherKeys = new ArrayList<>();

    private PickledStateDict(String file, String place) {
        this.file = file;
        this.place = place;
    }

    /** @param file name of the file, for messages */
    static PickledStateDict of(Object pickled, String file) throws CheckpointException {
        if (pickled instanceof Map<?, ?> training && !hasTensor(training)) {
            List<String> found = PLACES.stream()
                    .filter(key -> training.get(key) instanceof Map<?, ?> dict && hasTensor(dict))
                    .toList();
            if (found.size() > 1) {
                throw new CheckpointException(file + " holds several state dicts, under "
                        + String.join(" and ", found)
                        + "; save the one that is meant alone with torch.save(model.state_dict(), …).");
            }
            if (!found.isEmpty()) {
                return of(training.get(found.get(0)), file, ", state dict under " + found.get(0));
            }
        }
        return of(pickled, file, "");
    }

    private static boolean hasTensor(Map<?, ?> dict) {
        return dict.values().stream().anyMatch(TensorReference.class::isInstance);
    }

    private static PickledStateDict of(@Nullable Object pickled, String file, String place) throws CheckpointException {
        if (!(pickled instanceof Map<?, ?> dict)) {
            throw new CheckpointException(
                    file + " holds no dict of tensors; expected is torch.save(model.state_dict(), …).");
        }
        if (dict.size() > MAX_KEYS) {
            throw new CheckpointException(file + " holds a dict of " + dict.size()
                    + " keys; no state dict that can be served has more than " + MAX_KEYS + ".");
        }
        var stateDict = new PickledStateDict(file, place);
        for (Map.Entry<?, ?> entry : dict.entrySet()) {
            if (!(entry.getKey() instanceof String key) || !Printable.isKey(key)) {
                throw new CheckpointException(
                        file + " has the key " + Printable.excerpt(String.valueOf(described(entry.getKey())))
                                + " in its dict; the keys of a state dict are short names.");
            }
            if (entry.getValue() instanceof TensorReference tensor) {
                stateDict.tensors.put(key, tensor);
            } else {
                stateDict.otherKeys.add(key);
            }
        }
        if (stateDict.tensors.isEmpty()) {
            throw stateDict.withoutTensors();
        }
        return stateDict;
    }

    /** Where in the file the state dict lies, to follow the name of the container; empty for a state dict on its own. */
    String place() {
        return place;
    }

    List<String> otherKeys() {
        return List.copyOf(otherKeys);
    }

    /** The storages that the tensors lie in, each once, in the order of their first use. */
    Collection<StorageReference> storages() {
        Set<StorageReference> used = new LinkedHashSet<>();
        tensors.values().forEach(tensor -> used.add(tensor.storage()));
        return used;
    }

    /** @param storages the bytes of every storage by key, as long as announced */
    StateDict resolve(Map<String, MappedBytes> storages) throws CheckpointException {
        Map<String, Tensor> resolved = new LinkedHashMap<>();
        long left = MAX_REPEATED;
        for (MappedBytes bytes : storages.values()) {
            left += 2 * bytes.length();
        }
        for (Map.Entry<String, TensorReference> entry : tensors.entrySet()) {
            StorageReference storage = entry.getValue().storage();
            @Nullable MappedBytes bytes = storages.get(storage.key());
            if (bytes == null) {
                throw new CheckpointException(file + ": the elements of " + Printable.excerpt(entry.getKey())
                        + " are missing: the file is damaged, fetch it again.");
            }
            long shown = entry.getValue().view().elements();
            left -= Math.min(shown, Long.MAX_VALUE / 2);
            if (left < 0) {
                throw new CheckpointException(file + ": " + Printable.excerpt(entry.getKey()) + " has " + shown
                        + " elements in a storage of " + storage.elements() + "; a file may repeat "
                        + MAX_REPEATED
                        + " elements at most, and learned weights repeat none: it is damaged or hostile.");
            }
            try {
                resolved.put(
                        entry.getKey(),
                        new MappedTensor(
                                storage.dtype(), bytes, entry.getValue().view()));
            } catch (IllegalArgumentException e) {
                throw new CheckpointException(
                        file + ": " + Printable.excerpt(entry.getKey()) + " reaches beyond its storage: "
                                + e.getMessage() + ".",
                        e);
            }
        }
        return new StateDict(resolved);
    }

    private CheckpointException withoutTensors() {
        String keys = otherKeys.isEmpty()
                ? "an empty dict"
                : "a dict of "
                        + Printable.excerpt(otherKeys.stream().limit(NAMED_KEYS).collect(Collectors.joining(", ")));
        return new CheckpointException(file + " holds " + keys
                + ", not tensors by name; if it is a whole training state, save the model's part alone with"
                + " torch.save(model.state_dict(), …).");
    }

    private static Object described(Object key) {
        // Writing out a BigInteger of some megabytes would take hours.
        Object value = key instanceof OtherKey other ? other.value() : key;
        return value instanceof String || value instanceof Long || value instanceof Boolean ? value : "(no text)";
    }
}
