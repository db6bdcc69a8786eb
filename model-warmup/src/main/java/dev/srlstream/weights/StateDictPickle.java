package dev.srlstream.weights;

import dev.srlstream.pickle.PickleOutput;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.TensorType;

/** The pickle of an {@code OrderedDict} of contiguous tensors, as {@code torch.save} writes it; storages are {@code 0}, {@code 1} and so on, in order. */
final class StateDictPickle {
    private StateDictPickle() {}

    static byte[] of(StateDict stateDict) {
        var pickle = new PickleOutput();
        pickle.emptyOrderedDict();
        pickle.mark();
        int storage = 0;
        for (var entry : stateDict.tensors().entrySet()) {
            pickle.text(entry.getKey());
            pickle.tensor(Integer.toString(storage++), TensorType.of(entry.getValue()));
        }
        pickle.setItems();
        return pickle.end();
    }
}
