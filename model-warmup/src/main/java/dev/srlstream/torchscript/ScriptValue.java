package dev.srlstream.torchscript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the pickle of a TorchScript archive holds. */
sealed interface ScriptValue {
    /** An {@code int} of TorchScript: 64 bits. */
    record Whole(long value) implements ScriptValue {}

    /** A {@code float} of TorchScript: 64 bits. */
    record Real(double value) implements ScriptValue {}

    /** A contiguous tensor. */
    record Weight(StoredWeight stored) implements ScriptValue {}

    /** A tuple. */
    record Tuple(List<ScriptValue> items) implements ScriptValue {
        public Tuple {
            items = List.copyOf(items);
        }
    }

    /** Attributes by name, in order: the state of a module that has no {@code __setstate__} of its own. */
    record Attributes(Map<String, ScriptValue> values) implements ScriptValue {
        public Attributes {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }
    }

    /**
     * An instance of a class of the archive's code.
     *
     * @param module for example {@code __torch__.srl}
     * @param state what the class's {@code __setstate__} takes, or its attributes
     */
    record Instance(String module, String name, ScriptValue state) implements ScriptValue {}
}
