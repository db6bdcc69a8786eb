package dev.srlstream.audit;

import dev.srlstream.reconcile.Policy;
import dev.srlstream.reconcile.SrlBertLayout;
import dev.srlstream.reconcile.Terms;
import dev.srlstream.statedict.StateDict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code load_state_dict(strict=True)} of an SrlBert says about a file, in PyTorch's words, so that a search for the
 * error finds the audit. Under strict terms it is that of the chosen transformers versions; else a file without
 * {@code position_ids} is refused under transformers 3.1.0 to 4.30.2, one with it under all others; the message is that of
 * the versions that refuse it.
 */
public final class PytorchMessage {
    private PytorchMessage() {}

    public static String of(SrlBertLayout layout, StateDict file, List<String> otherKeys, Terms terms) {
        boolean hasPositionIds = terms.policy() == Policy.STRICT
                ? terms.expectPositionIds()
                : !file.tensors().containsKey(SrlBertLayout.POSITION_IDS)
                        && !otherKeys.contains(SrlBertLayout.POSITION_IDS);
        Map<String, List<Long>> model = new LinkedHashMap<>();
        if (hasPositionIds) {
            // A buffer of the embeddings themselves, so it comes before the tensors of the modules in them.
            model.put(SrlBertLayout.POSITION_IDS, layout.positionIds().shape());
        }
        layout.stateDict().forEach(tensor -> model.put(tensor.key(), tensor.shape()));
        var loaded = new LoadStateDict(ModuleTree.of(model), file, otherKeys);
        List<String> lines = new ArrayList<>();
        addKeys(lines, "Missing", loaded.missing());
        addKeys(lines, "Unexpected", loaded.unexpected());
        lines.addAll(loaded.errors());
        return lines.isEmpty()
                ? "<All keys matched successfully>"
                : "RuntimeError: Error(s) in loading state_dict for SrlBert:\n\t" + String.join("\n\t", lines);
    }

    private static void addKeys(List<String> lines, String sort, List<String> keys) {
        if (!keys.isEmpty()) {
            lines.add(keys.stream()
                    .map(key -> '"' + key + '"')
                    .collect(Collectors.joining(", ", sort + " key(s) in state_dict: ", ". ")));
        }
    }
}
