package dev.srlstream.torchscript;

import dev.srlstream.pickle.PickleOutput;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes one {@link ScriptValue} as a pickle in the dialect of {@code torch.jit.load}: tensors are persistent references to storages
 * {@code data/0}, {@code data/1} and so on. Used once, by one thread.
 */
final class ScriptPickle {
    private final PickleOutput out = new PickleOutput();
    private final List<StoredWeight> storages = new ArrayList<>();

    /** The pickle of {@code root}. */
    byte[] write(ScriptValue root) {
        value(root);
        return out.end();
    }

    /** The weights met so far; the position in the list is the storage's key. */
    List<StoredWeight> storages() {
        return List.copyOf(storages);
    }

    private void value(ScriptValue value) {
        if (value instanceof ScriptValue.Whole whole) {
            out.integer(whole.value());
        } else if (value instanceof ScriptValue.Real real) {
            out.real(real.value());
        } else if (value instanceof ScriptValue.Weight weight) {
            StoredWeight stored = weight.stored();
            TensorType type = new TensorType(
                    stored.dtype(), TensorType.of(stored.tensor()).shape());
            out.tensor(Integer.toString(storages.size()), type);
            storages.add(stored);
        } else if (value instanceof ScriptValue.Tuple tuple) {
            out.mark();
            tuple.items().forEach(this::value);
            out.tuple();
        } else if (value instanceof ScriptValue.Attributes attributes) {
            out.emptyDict();
            out.mark();
            attributes.values().forEach((name, attribute) -> {
                out.text(name);
                value(attribute);
            });
            out.setItems();
        } else if (value instanceof ScriptValue.Instance instance) {
            out.instance(instance.module(), instance.name());
            value(instance.state());
            out.build();
        }
    }
}
