package dev.srlstream.weights;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.View;
import java.util.List;

/** What a pickle of a state dict can hold beside strings, numbers, booleans, lists and maps. */
sealed interface Pickled {
    /** Keys of a BERT have some 80 characters, those around a training state hardly more. */
    int LONGEST_KEY = 1024;

    /** Whether a text is short enough to be compared any number of times. */
    static boolean isShort(String text) {
        return text.length() <= LONGEST_KEY;
    }

    /** Values whose content no state dict depends on. */
    enum Opaque implements Pickled {
        NONE,
        BYTES
    }

    /** A tuple. Compared by identity: comparing nested ones by value could be made to take for ever. */
    final class Tuple implements Pickled {
        private final List<Object> items;

        Tuple(List<Object> items) {
            this.items = List.copyOf(items);
        }

        List<Object> items() {
            return items;
        }
    }

    /**
     * A key of a dict that is no text. Compared by identity, so that it is never found: numbers can be chosen to hash alike
     * whatever their type, and large ones take long to hash.
     */
    final class OtherKey implements Pickled {
        private final Object value;

        OtherKey(Object value) {
            this.value = value;
        }

        Object value() {
            return value;
        }
    }

    /** A class in module {@code torch} that names the element type of a storage. */
    record StorageType(DType dtype) implements Pickled {}

    /**
     * Elements that lie elsewhere in the file.
     *
     * @param key names the record that holds them
     * @param elements as many as the pickle says there are
     */
    record StorageReference(DType dtype, String key, long elements) implements Pickled {}

    /** A view of a storage. */
    record TensorReference(StorageReference storage, View view) implements Pickled {}
}
