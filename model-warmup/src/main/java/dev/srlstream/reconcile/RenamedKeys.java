package dev.srlstream.reconcile;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A state dict under SrlBert's keys: those that {@link Renaming} knows to be meant otherwise are renamed, all others stay.
 * A key is renamed only to one that means something to SrlBert, and only when no other key of the file means the same.
 *
 * @param stateDict without the tensors whose meaning is claimed twice
 * @param findings one for every key that is not as it was
 */
record RenamedKeys(StateDict stateDict, List<Finding> findings) {
    RenamedKeys {
        findings = List.copyOf(findings);
    }

    static RenamedKeys of(StateDict file, SrlBertLayout layout) {
        Set<String> known = new LinkedHashSet<>();
        known.add(SrlBertLayout.POSITION_IDS);
        layout.stateDict().forEach(tensor -> known.add(tensor.key()));
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        for (String key : file.tensors().keySet()) {
            spellings
                    .computeIfAbsent(meant(key, known), meant -> new ArrayList<>())
                    .add(key);
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<Finding> findings = new ArrayList<>();
        file.tensors().forEach((key, tensor) -> {
            String meant = meant(key, known);
            List<String> same = spellings.getOrDefault(meant, List.of());
            if (same.size() > 1) {
                findings.add(Finding.unexpected(
                        key,
                        TensorType.of(tensor),
                        "The file holds " + String.join(" and ", same.subList(0, 2)) + ", which mean the same tensor "
                                + meant + ": only one can be the right one."));
                return;
            }
            tensors.put(meant, tensor);
            if (!meant.equals(key)) {
                findings.add(
                        Finding.renamed(key, meant, TensorType.of(tensor), "Renamed to " + meant + ": " + why(key)));
            }
        });
        return new RenamedKeys(new StateDict(tensors), findings);
    }

    private static String meant(String key, Set<String> known) {
        if (known.contains(key)) {
            return key;
        }
        String meant = undone(key);
        boolean means =
                known.contains(meant) || UnusedTensor.of(meant).isPresent() || ShapeExplanation.layer(meant) >= 0;
        return means ? meant : key;
    }

    /** A key without the spellings that are known, whether or not it then means something. */
    static String undone(String key) {
        String before = key;
        String undone = undo(before);
        // Wrappers can be nested in any order.
        while (!undone.equals(before)) {
            before = undone;
            undone = undo(before);
        }
        return undone;
    }

    private static String undo(String key) {
        String undone = key;
        for (Renaming renaming : Renaming.values()) {
            undone = renaming.undo(undone);
        }
        return undone;
    }

    private static String why(String key) {
        Set<String> reasons = new LinkedHashSet<>();
        String before = "";
        for (String undone = key; !undone.equals(before); ) {
            before = undone;
            for (Renaming renaming : Renaming.values()) {
                if (renaming.concerns(undone)) {
                    reasons.add(renaming.reason());
                }
                undone = renaming.undo(undone);
            }
        }
        return String.join(", and ", reasons) + ".";
    }
}
