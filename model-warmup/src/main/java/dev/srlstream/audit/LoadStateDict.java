package dev.srlstream.audit;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The walk of {@code Module.load_state_dict} over a tree of modules ({@code torch/nn/modules/module.py} of PyTorch 1.13,
 * {@code _load_from_state_dict}): each module first judges its own tensors, then names the keys below it that it does not
 * know, then its children follow. Owned by one walk.
 */
public final class LoadStateDict {
    private final StateDict file;
    private final Set<String> inFile;
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    /** @param otherKeys keys of the file under which there is no tensor; they count as the last ones */
    public LoadStateDict(ModuleTree model, StateDict file, Collection<String> otherKeys) {
        this.file = file;
        this.inFile = new LinkedHashSet<>(file.tensors().keySet());
        inFile.addAll(otherKeys);
        load(model, "", inFile);
    }

    /** Keys of the model that the file lacks, in the order of the walk. */
    public List<String> missing() {
        return missing;
    }

    /** Keys of the file that the model lacks, in the order of the walk. */
    public List<String> unexpected() {
        return unexpected;
    }

    /** A sentence for each tensor that cannot be copied. */
    public List<String> errors() {
        return errors;
    }

    private void load(ModuleTree module, String prefix, Collection<String> keys) {
        module.tensors().forEach((name, shape) -> copy(prefix + name, shape));
        Map<String, List<String>> below = new HashMap<>();
        for (String key : keys) {
            int dot = key.indexOf('.', prefix.length());
            String name = key.substring(prefix.length(), dot < 0 ? key.length() : dot);
            if (!module.children().containsKey(name)) {
                // Whatever lies below a tensor passes unseen, as in PyTorch 1.
                if (!module.tensors().containsKey(name)) {
                    unexpected.add(key);
                }
            } else if (dot >= 0) {
                below.computeIfAbsent(name, child -> new ArrayList<>()).add(key);
            }
        }
        module.children()
                .forEach((name, child) -> load(child, prefix + name + ".", below.getOrDefault(name, List.of())));
    }

    private void copy(String key, List<Long> shape) {
        if (!inFile.contains(key)) {
            missing.add(key);
            return;
        }
        @Nullable Tensor found = file.tensors().get(key);
        if (found == null) {
            // PyTorch names the value's class, of which nothing is known here.
            errors.add("While copying the parameter named \"" + key
                    + "\", expected torch.Tensor or Tensor-like object from checkpoint but received an ordinary value");
            return;
        }
        List<Long> foundShape = TensorType.of(found).shape();
        if (!foundShape.equals(shape)) {
            errors.add("size mismatch for " + key + ": copying a param with shape torch.Size(" + foundShape
                    + ") from checkpoint, the shape in current model is torch.Size(" + shape + ").");
        }
    }
}
