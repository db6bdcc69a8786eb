package dev.srlstream.weights;

import dev.srlstream.pickle.Pickled;
import dev.srlstream.pickle.Pickled.StorageReference;
import dev.srlstream.pickle.Pickled.TensorReference;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.refusal.Printable;
import dev.srlstream.statedict.MappedBytes;
import dev.srlstream.statedict.MappedTensor;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a pickle says about a state dict, before the storages are looked up. */
final class PickledStateDict {
    /** A BERT-large has some 400; bounds what an audit has to list. */
    private static final int MAX_KEYS = 10_000;

    /**
     * Views may repeat elements, as an expanded one or two names for one tensor do: as many as all views of a file together
     * may show beyond two for each byte that is there. Bounds how long a few bytes can take to read.
     */
    private static final long MAX_REPEATED = 1L << 26;

    private final String file;
    private final String place;
    private final Map<String, String> beside;
    private final Map<String, TensorReference> tensors = new LinkedHashMap<>();
    private final Map<String, String> otherValues = new LinkedHashMap<>();

    private PickledStateDict(String file, String place, Map<String, String> beside) {
        this.file = file;
        this.place = place;
        this.beside = beside;
    }

    /** @param file name of the file, for messages */
    static PickledStateDict of(Object pickled, String file) throws CheckpointException {
        var place = StateDictPlace.of(pickled, file);
        var stateDict = new PickledStateDict(file, place.described(), place.beside(pickled));
        int keys = Math.max(place.dict().size(), stateDict.beside.size());
        if (keys > MAX_KEYS) {
            throw new CheckpointException(file + " holds a dict of " + keys
                    + " keys; no state dict that can be served has more than " + MAX_KEYS + ".");
        }
        for (Map.Entry<?, ?> entry : place.dict().entrySet()) {
            if (!(entry.getKey() instanceof String key) || !Printable.isKey(key)) {
                throw new CheckpointException(file + " has the key "
                        + Printable.excerpt(StateDictPlace.keyOf(entry.getKey()))
                        + " in its dict; the keys of a state dict are short names.");
            }
            if (entry.getValue() instanceof TensorReference tensor) {
                stateDict.tensors.put(key, tensor);
            } else {
                stateDict.otherValues.put(key, Pickled.typeOf(entry.getValue()));
            }
        }
        return stateDict;
    }

    /** Where in the file the state dict lies, to follow the name of the container; empty for a state dict on its own. */
    String place() {
        return place;
    }

    /** The types of what the state dict holds beside tensors, by key. */
    Map<String, String> otherValues() {
        return otherValues;
    }

    /** The types of what lies beside the state dict, by path. */
    Map<String, String> beside() {
        return beside;
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
}
