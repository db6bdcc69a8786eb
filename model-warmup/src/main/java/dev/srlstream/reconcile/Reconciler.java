package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.reconcile.Finding.DTypeMismatch;
import dev.srlstream.reconcile.Finding.Dropped;
import dev.srlstream.reconcile.Finding.Ignored;
import dev.srlstream.reconcile.Finding.Missing;
import dev.srlstream.reconcile.Finding.NonFinite;
import dev.srlstream.reconcile.Finding.Regenerated;
import dev.srlstream.reconcile.Finding.ShapeMismatch;
import dev.srlstream.reconcile.Finding.Unexpected;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import dev.srlstream.weights.CheckpointException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares a checkpoint's state dict with what its configuration asks for, key by key, and mends what is derived. Never
 * makes up, alters or overlooks a learned weight. Reads every learned tensor once. Owned by one reconciliation.
 */
public final class Reconciler {
    /** Changes whenever the same checkpoint may get another verdict, another audit or other weights: caches depend on it. */
    public static final int RULES_VERSION = 1;

    private final SrlBertLayout layout;
    private final StateDict file;
    private final int vocabularyLines;
    private final Policy policy;
    private final ShapeExplanation shapes;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();

    private Reconciler(Checkpoint checkpoint, Terms terms) {
        this.layout =
                new SrlBertLayout(checkpoint.bertConfig(), checkpoint.labels().size());
        this.file = checkpoint.stateDict();
        this.vocabularyLines = checkpoint.vocabulary().size();
        this.policy = terms.policy();
        this.shapes = new ShapeExplanation(layout.learned(), file, vocabularyLines);
    }

    /**
     * The verdict on a checkpoint under terms; the same file always gets the same.
     *
     * @param checkpoint open, and to be kept open as long as the weights are used
     * @throws IOException when the weights cannot be read any more
     */
    public static Reconciliation reconcile(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
        var reconciler = new Reconciler(checkpoint, terms);
        reconciler.judgePositionIds();
        for (ExpectedTensor expected : reconciler.layout.learned()) {
            reconciler.judgeLearned(expected);
        }
        for (ExpectedTensor expected : reconciler.layout.pooler()) {
            reconciler.judgePooler(expected);
        }
        reconciler.judgeRest(checkpoint.otherKeys());
        return reconciler.verdict();
    }

    private Reconciliation verdict() {
        if (findings.stream().anyMatch(Finding::refuses)) {
            return new Reconciliation.Rejected(findings);
        }
        boolean repaired = findings.stream().anyMatch(Regenerated.class::isInstance);
        var stateDict = new StateDict(weights);
        return repaired
                ? new Reconciliation.Repaired(stateDict, findings)
                : new Reconciliation.Clean(stateDict, findings);
    }

    private void judgePositionIds() throws IOException {
        String key = SrlBertLayout.POSITION_IDS;
        TensorType expected = layout.positionIds();
        String range = "0…" + (layout.config().positions() - 1);
        @Nullable Tensor tensor = file.tensors().get(key);
        if (tensor == null) {
            String cause = "Transformers up to 3.0.2 and from 4.31.0 on do not save this buffer;"
                    + " PyTorch under transformers 3.1.0 to 4.30.2 refuses a file without it.";
            findings.add(
                    policy == Policy.STRICT
                            ? new Missing(key, expected, cause + " Policy reconcile regenerates it.")
                            : new Regenerated(
                                    key,
                                    expected,
                                    null,
                                    cause + " It is derived (" + range + "), and no learned weight is involved."));
            return;
        }
        TensorType found = TensorType.of(tensor);
        Optional<String> difference = PositionIds.difference(tensor, expected);
        if (difference.isEmpty()) {
            findings.add(new Dropped(
                    key,
                    found,
                    "Verified equal to " + range
                            + "; the served model computes it. PyTorch under transformers up to 3.0.2"
                            + " and from 4.31.0 on refuses a file with it."));
        } else if (policy != Policy.STRICT) {
            findings.add(new Regenerated(
                    key,
                    expected,
                    found,
                    "Not " + range + ": " + difference.get() + ". It is derived, and no learned weight is involved."));
        } else if (!found.shape().equals(expected.shape())) {
            findings.add(new ShapeMismatch(key, expected, found, "Not " + range + ": " + difference.get() + "."));
        } else {
            findings.add(new Unexpected(
                    key, found, "Not " + range + ": " + difference.get() + ". Policy reconcile regenerates it."));
        }
    }

    private void judgeLearned(ExpectedTensor expected) throws IOException {
        String key = expected.key();
        @Nullable Tensor tensor = file.tensors().get(key);
        if (tensor == null) {
            findings.add(new Missing(key, expected.type(), whyMissing(key)));
            return;
        }
        TensorType found = TensorType.of(tensor);
        if (!found.shape().equals(expected.shape())) {
            findings.add(new ShapeMismatch(key, expected.type(), found, shapes.explain(expected, found.shape())));
            return;
        }
        if (key.equals(SrlBertLayout.WORD_EMBEDDINGS) && found.shape().get(0) != vocabularyLines) {
            findings.add(vocabularyMismatch(key, found));
            return;
        }
        if (found.dtype() != DType.FLOAT32) {
            findings.add(new DTypeMismatch(key, expected.type(), found, conversion(found.dtype())));
        }
        if (!found.dtype().isFloatingPoint()) {
            return;
        }
        NonFiniteCount count = NonFiniteCount.of(tensor);
        if (count.nonFinite() > 0) {
            findings.add(new NonFinite(
                    key,
                    found,
                    count.nonFinite() + " of " + tensor.elements()
                            + " elements are infinite or not a number as float32, the first at index " + count.first()
                            + ": the training failed or the file is damaged."));
        }
        weights.put(key, tensor);
    }

    private void judgePooler(ExpectedTensor expected) {
        @Nullable Tensor tensor = file.tensors().get(expected.key());
        if (tensor == null) {
            if (policy == Policy.STRICT) {
                findings.add(new Missing(
                        expected.key(),
                        expected.type(),
                        "SrlBert has this tensor without using it, and PyTorch demands it."
                                + " Policy reconcile does without it."));
            }
            return;
        }
        TensorType found = TensorType.of(tensor);
        if (policy == Policy.STRICT && !found.shape().equals(expected.shape())) {
            findings.add(
                    new ShapeMismatch(expected.key(), expected.type(), found, shapes.explain(expected, found.shape())));
        } else {
            findings.add(new Ignored(
                    expected.key(), found, "SrlBert labels wordpieces and does not use the pooled sentence."));
        }
    }

    private void judgeRest(List<String> otherKeys) {
        Set<String> rest = new LinkedHashSet<>(file.tensors().keySet());
        layout.stateDict().forEach(expected -> rest.remove(expected.key()));
        rest.remove(SrlBertLayout.POSITION_IDS);
        file.tensors().forEach((key, tensor) -> {
            if (rest.contains(key)) {
                findings.add(new Unexpected(key, TensorType.of(tensor), whyUnexpected(key)));
            }
        });
        for (String key : otherKeys) {
            String detail = "It is an ordinary value, no tensor.";
            findings.add(policy == Policy.STRICT ? new Unexpected(key, null, detail) : new Ignored(key, null, detail));
        }
    }

    private Finding vocabularyMismatch(String key, TensorType found) {
        var expected = new TensorType(
                DType.FLOAT32, List.of((long) vocabularyLines, found.shape().get(1)));
        return new ShapeMismatch(
                key,
                expected,
                found,
                "vocab.txt has " + vocabularyLines + " lines, but the weights and the BERT configuration have "
                        + found.shape().get(0) + " wordpieces: vocab.txt is likely another model's.");
    }

    private String whyMissing(String key) {
        if (ShapeExplanation.layer(key) >= shapes.layers()) {
            return layersDiffer();
        }
        return "It is a learned tensor, and nothing can stand in for it: the file is incomplete or another model's.";
    }

    private String whyUnexpected(String key) {
        if (ShapeExplanation.layer(key) >= layout.config().layers()) {
            return layersDiffer();
        }
        return "SrlBert has no such tensor: the file is another model's, or was saved from a larger one.";
    }

    private String layersDiffer() {
        return "num_hidden_layers is " + layout.config().layers() + " in the BERT configuration, but the file has "
                + shapes.layers() + " layers: the BERT configuration is likely another model's.";
    }

    private static String conversion(DType found) {
        return switch (found) {
            case FLOAT64 -> "Rounded to float32, in which the model computes.";
            case FLOAT32, FLOAT16, BFLOAT16 -> "Converted to float32, exactly.";
            case INT64, INT32, INT16, INT8, UINT8, BOOL ->
                "Learned weights are floating-point numbers:" + " the file is quantised or another model's.";
        };
    }
}
