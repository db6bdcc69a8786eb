package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Every tensor that {@code load_state_dict(strict=True)} of AllenNLP's SrlBert asks for, under its keys and in PyTorch's
 * order: besides the weights that are served, the pooler, which SrlBert has without using it, and the buffer
 * {@code position_ids} where it is wanted. Valid while the checkpoint is open.
 *
 * @param added what no file held: a pooler that predictions do not depend on, learned tensors made up under
 *     {@link Policy#LENIENT}, the buffer
 */
public record CompleteStateDict(StateDict stateDict, List<Added> added) {
    public CompleteStateDict {
        added = List.copyOf(added);
    }

    /**
     * A tensor that is not the file's.
     *
     * @param elements how they came about, to follow "is"
     * @param sort what depends on it
     */
    public record Added(String key, TensorType type, String elements, Sort sort) {}

    /** What depends on a tensor that was added. */
    public enum Sort {
        /** It is derived, and the only right one. */
        DERIVED,
        /** SrlBert has it without using it. */
        UNUSED,
        /** Predictions depend on it, and what was learned is lost. */
        LOST
    }

    /** @param positionIds whether the transformers version that will load it keeps the buffer in its state dict */
    public static CompleteStateDict of(Checkpoint checkpoint, Reconciliation.Accepted reconciled, boolean positionIds) {
        var layout =
                new SrlBertLayout(checkpoint.bertConfig(), checkpoint.labels().size());
        StateDict file = RenamedKeys.of(checkpoint.stateDict(), layout).stateDict();
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<Added> added = new ArrayList<>();
        if (positionIds) {
            tensors.put(
                    SrlBertLayout.POSITION_IDS,
                    new PositionIdsTensor(checkpoint.bertConfig().positions()));
            if (reconciled.findings().stream().anyMatch(finding -> finding.action() == Action.REGENERATED)) {
                added.add(
                        new Added(SrlBertLayout.POSITION_IDS, layout.positionIds(), "its own position", Sort.DERIVED));
            }
        }
        for (ExpectedTensor expected : layout.stateDict()) {
            @Nullable Tensor served = reconciled.weights().tensors().get(expected.key());
            Tensor tensor = served != null ? served : pooler(file, expected);
            if (tensor instanceof FreshTensor fresh) {
                added.add(new Added(
                        expected.key(), expected.type(), fresh.described(), served == null ? Sort.UNUSED : Sort.LOST));
            }
            tensors.put(expected.key(), tensor);
        }
        return new CompleteStateDict(new StateDict(tensors), added);
    }

    /** The file's where the model could hold it. */
    private static Tensor pooler(StateDict file, ExpectedTensor expected) {
        @Nullable Tensor found = file.tensors().get(expected.key());
        boolean fits = found != null
                && found.dtype().isFloatingPoint()
                && TensorType.of(found).shape().equals(expected.shape());
        return fits && found != null ? found : new FreshTensor(expected.key(), expected.type());
    }
}
