package dev.srlstream.pickle;

import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.TensorType;
import dev.srlstream.statedict.View;
import java.util.List;
import java.util.Map;

/** What a pickle of a state dict can hold beside strings, numbers, booleans, lists and maps. */
public sealed interface Pickled {
    /** Keys of a BERT have some 80 characters, those around a training state hardly more. */
    int LONGEST_KEY = 1024;

    /** Whether a text is short enough to be compared any number of times. */
    static boolean isShort(String text) {
        return text.length() <= LONGEST_KEY;
    }

    /** What Python calls the type of a value; of a tensor also its elements and shape. */
    static String typeOf(Object value) {
        if (value instanceof Opaque opaque) {
            return opaque.type();
        } else if (value instanceof TensorReference tensor) {
            return "tensor "
                    + new TensorType(tensor.storage().dtype(), tensor.view().shape());
        } else if (value instanceof String) {
            return "str";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof Double) {
            return "float";
        } else if (value instanceof Number) {
            return "int";
        } else if (value instanceof Map) {
            return "dict";
        } else if (value instanceof List) {
            return "list";
        } else if (value instanceof Tuple) {
            return "tuple";
        }
        return value instanceof InertName name ? name.type() : "class";
    }

    /**
     * A value whose content no state dict depends on; it was read and not kept. Compared by identity.
     *
     * @see InertNames
     */
    final class Opaque implements Pickled {
        public static final Opaque NONE = new Opaque("None");
        public static final Opaque BYTES = new Opaque("bytes");

        private final String type;

        Opaque(String type) {
            this.type = type;
        }

        /** What Python calls its class. */
        public String type() {
            return type;
        }
    }

    /** A tuple. Compared by identity: comparing nested ones by value could be made to take for ever. */
    final class Tuple implements Pickled {
        private final List<Object> items;

        Tuple(List<Object> items) {
            this.items = List.copyOf(items);
        }

        public List<Object> items() {
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

        public Object value() {
            return value;
        }
    }

    /**
     * A class or function that is on the list of {@link InertNames}, as such: where a pickle calls it, an {@link Opaque} value
     * of its type is the result.
     *
     * @param type what Python calls the class of the result
     */
    record InertName(String type) implements Pickled {}

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
