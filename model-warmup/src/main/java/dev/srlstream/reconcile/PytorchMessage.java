package dev.srlstream.reconcile;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code load_state_dict(strict=True)} of an SrlBert says about a file, in PyTorch's words, so that a search for the
 * error finds the audit. Under strict terms it is that of the chosen transformers versions; else a file without {@code position_ids} is refused under transformers 3.1.0 to 4.30.2, one with it
 * under all others; the message is that of the versions that refuse it.
 */
final class PytorchMessage {
    private PytorchMessage() {}

    static String of(SrlBertLayout layout, StateDict file, List<String> otherKeys, Terms terms) {
        Set<String> inFile = new LinkedHashSet<>(file.tensors().keySet());
        inFile.addAll(otherKeys);
        Map<String, List<Long>> model = new LinkedHashMap<>();
        boolean hasPositionIds = terms.policy() == Policy.STRICT
                ? terms.expectPositionIds()
                : !inFile.contains(SrlBertLayout.POSITION_IDS);
        if (hasPositionIds) {
            model.put(SrlBertLayout.POSITION_IDS, layout.positionIds().shape());
        }
        layout.stateDict().forEach(tensor -> model.put(tensor.key(), tensor.shape()));
        List<String> lines = new ArrayList<>();
        addKeys(
                lines,
                "Missing",
                model.keySet().stream().filter(key -> !inFile.contains(key)).toList());
        addKeys(lines, "Unexpected", unexpected(model.keySet(), inFile));
        model.forEach((key, shape) -> {
            @Nullable Tensor found = file.tensors().get(key);
            if (found != null && !TensorType.of(found).shape().equals(shape)) {
                lines.add("size mismatch for " + key + ": copying a param with shape torch.Size("
                        + TensorType.of(found).shape() + ") from checkpoint, the shape in current model is torch.Size("
                        + shape + ").");
            }
        });
        if (lines.isEmpty()) {
            return "<All keys matched successfully>";
        }
        return "RuntimeError: Error(s) in loading state_dict for SrlBert:\n\t" + String.join("\n\t", lines);
    }

    private static void addKeys(List<String> lines, String sort, List<String> keys) {
        if (!keys.isEmpty()) {
            lines.add(keys.stream()
                    .map(key -> '"' + key + '"')
                    .collect(Collectors.joining(", ", sort + " key(s) in state_dict: ", ". ")));
        }
    }

    /** PyTorch walks through the modules from the root and reports what each does not know below itself. */
    private static List<String> unexpected(Set<String> model, Set<String> inFile) {
        Map<String, Integer> modules = new HashMap<>();
        model.forEach(key -> ancestors(key).forEach(module -> modules.putIfAbsent(module, modules.size())));
        Map<String, Integer> turns = new HashMap<>();
        inFile.stream()
                .filter(key -> !model.contains(key))
                .forEach(key -> turns.put(key, modules.getOrDefault(deepest(modules, key), 0)));
        return inFile.stream()
                .filter(turns::containsKey)
                .sorted(Comparator.comparingInt(turns::get))
                .toList();
    }

    private static String deepest(Map<String, Integer> modules, String key) {
        String deepest = "";
        for (String ancestor : ancestors(key)) {
            deepest = modules.containsKey(ancestor) ? ancestor : deepest;
        }
        return deepest;
    }

    /** The modules that a key lies in, the root first. */
    private static List<String> ancestors(String key) {
        List<String> ancestors = new ArrayList<>(List.of(""));
        for (int dot = key.indexOf('.'); dot >= 0; dot = key.indexOf('.', dot + 1)) {
            ancestors.add(key.substring(0, dot));
        }
        return ancestors;
    }
}
