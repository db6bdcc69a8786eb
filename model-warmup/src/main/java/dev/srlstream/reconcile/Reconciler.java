package dev.srlstream.reconcile;

import dev.srlstream.checkpoint.Checkpoint;
import dev.srlstream.reconcile.Finding.Action;
import dev.srlstream.refusal.CheckpointException;
import dev.srlstream.statedict.DType;
import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Compares a checkpoint's state dict with what its configuration asks for, key by key, and repairs what is derived. Never
 * alters or overlooks a learned weight, and makes one up under {@link Policy#LENIENT} only, and says so. Reads every learned tensor once. Owned by one reconciliation.
 */
public final class Reconciler {
    /** Changes whenever the same checkpoint may get another verdict, another audit or other weights: caches depend on it. */
    public static final int RULES_VERSION = 6;

    /** The word embeddings of the largest published BERT, and no day's work for a configuration that asks for absurdly many. */
    private static final long MAX_MADE_UP = 1L << 28;

    private final SrlBertLayout layout;
    private final StateDict file;
    private final int vocabularyLines;
    private final Policy policy;
    private final ShapeExplanation shapes;
    private final Optional<String> foreign;
    /** What is in the place of tensors, by the key of the tensor. */
    private final Map<String, String> noTensors = new HashMap<>();

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Tensor> weights = new LinkedHashMap<>();
    private long madeUp;

    private Reconciler(Checkpoint checkpoint, Terms terms) {
        this.layout =
                new SrlBertLayout(checkpoint.bertConfig(), checkpoint.labels().size());
        this.vocabularyLines = checkpoint.vocabulary().size();
        this.policy = terms.policy();
        if (policy == Policy.STRICT) {
            this.file = checkpoint.stateDict();
        } else {
            RenamedKeys spelling = RenamedKeys.of(checkpoint.stateDict(), layout);
            this.file = spelling.stateDict();
            findings.addAll(spelling.findings());
        }
        this.shapes = new ShapeExplanation(layout.learned(), file, vocabularyLines);
        checkpoint.otherValues().forEach((key, type) -> noTensors.put(RenamedKeys.undone(key), key + " is a " + type));
        this.foreign = policy == Policy.STRICT
                ? Optional.empty()
                : ForeignKeys.explain(file.tensors().keySet());
    }

    /**
     * The verdict on a checkpoint under terms; the same file always gets the same.
     *
     * @param checkpoint open, and to be kept open as long as the weights are used
     * @throws IOException when the weights cannot be read any more
     */
    public static Reconciliation reconcile(Checkpoint checkpoint, Terms terms) throws CheckpointException, IOException {
        var reconciler = new Reconciler(checkpoint, terms);
        new PositionIdsRule(reconciler.layout, terms).judge(reconciler.file).ifPresent(reconciler.findings::add);
        for (ExpectedTensor expected : reconciler.layout.learned()) {
            reconciler.judgeLearned(expected);
        }
        for (ExpectedTensor expected : reconciler.layout.pooler()) {
            reconciler.judgePooler(expected);
        }
        reconciler.judgeLost(checkpoint.lost());
        reconciler.judgeRest(checkpoint.otherValues());
        reconciler.judgeBeside(checkpoint.besideStateDict());
        Stream.of(DimensionRemarks.of(checkpoint.bertConfig()), checkpoint.remarks())
                .flatMap(List::stream)
                .map(remark -> Finding.noted(remark.about(), null, remark.detail()))
                .forEach(reconciler.findings::add);
        return reconciler.verdict();
    }

    private Reconciliation verdict() {
        if (findings.stream().anyMatch(Finding::isRefused)) {
            return new Reconciliation.Rejected(findings);
        }
        var stateDict = new StateDict(weights);
        if (findings.stream().anyMatch(finding -> finding.action() == Action.REINITIALISED)) {
            return new Reconciliation.Degraded(stateDict, findings);
        }
        boolean repaired = findings.stream()
                .anyMatch(finding -> finding.action() == Action.REGENERATED || finding.action() == Action.RENAMED);
        return repaired
                ? new Reconciliation.Repaired(stateDict, findings)
                : new Reconciliation.Clean(stateDict, findings);
    }

    private void judgeLearned(ExpectedTensor expected) throws IOException {
        String key = expected.key();
        @Nullable Tensor tensor = file.tensors().get(key);
        if (tensor == null) {
            judgeMissing(expected);
            return;
        }
        TensorType found = TensorType.of(tensor);
        if (!found.shape().equals(expected.shape())) {
            findings.add(Finding.shapeMismatch(key, expected.type(), found, shapes.explain(expected, found.shape())));
            return;
        }
        if (key.equals(SrlBertLayout.WORD_EMBEDDINGS) && found.shape().get(0) != vocabularyLines) {
            Finding finding = vocabulary(key, found);
            findings.add(finding);
            if (finding.isRefused()) {
                return;
            }
        }
        if (found.dtype() != DType.FLOAT32) {
            findings.add(Finding.typeMismatch(key, expected.type(), found, conversion(found.dtype())));
        }
        if (!found.dtype().isFloatingPoint()) {
            return;
        }
        NonFiniteCount count = NonFiniteCount.of(tensor);
        if (count.nonFinite() > 0) {
            findings.add(Finding.nonFinite(
                    key,
                    found,
                    count.nonFinite() + " of " + tensor.elements()
                            + " elements are infinite or not a number as float32, the first at index " + count.first()
                            + ": the training failed or the file is damaged."));
        }
        weights.put(key, tensor);
    }

    private void judgeMissing(ExpectedTensor expected) {
        String why = whyMissing(expected.key());
        madeUp += expected.type().elements();
        // Where layers are missing, the configuration is another model's, and numbers made up would hide it.
        if (policy != Policy.LENIENT
                || madeUp > MAX_MADE_UP
                || ShapeExplanation.layer(expected.key()) >= shapes.layers()) {
            findings.add(Finding.missing(expected.key(), expected.type(), why));
            return;
        }
        var fresh = new FreshTensor(expected.key(), expected.type());
        weights.put(expected.key(), fresh);
        findings.add(Finding.reinitialised(
                expected.key(),
                expected.type(),
                null,
                "The learned weights are lost; every element is " + fresh.described()
                        + ", as before training: expect worse tags, and look for the whole file."));
    }

    private void judgePooler(ExpectedTensor expected) {
        @Nullable Tensor tensor = file.tensors().get(expected.key());
        if (tensor == null) {
            if (policy == Policy.STRICT) {
                findings.add(Finding.missing(
                        expected.key(),
                        expected.type(),
                        "SrlBert has this tensor without using it, and PyTorch demands it."
                                + " Policy reconcile does without it."));
            }
            return;
        }
        TensorType found = TensorType.of(tensor);
        if (policy == Policy.STRICT && !found.shape().equals(expected.shape())) {
            findings.add(Finding.shapeMismatch(
                    expected.key(), expected.type(), found, shapes.explain(expected, found.shape())));
        } else {
            findings.add(Finding.ignored(
                    expected.key(), found, "SrlBert labels wordpieces and does not use the pooled sentence."));
        }
    }

    /** An archive that was repaired stays what the repair made of it, under any policy. */
    private void judgeLost(List<String> lost) {
        for (ExpectedTensor expected : layout.learned()) {
            @Nullable Tensor tensor = weights.get(expected.key());
            if (lost.contains(expected.key()) && tensor != null && !(tensor instanceof FreshTensor)) {
                findings.add(Finding.reinitialised(
                        expected.key(),
                        expected.type(),
                        TensorType.of(tensor),
                        "The learned weights were lost, and made up when this archive was repaired, as its repair.json"
                                + " says: expect worse tags, and look for the whole file."));
            }
        }
    }

    private void judgeRest(Map<String, String> otherValues) {
        Set<String> rest = new LinkedHashSet<>(file.tensors().keySet());
        layout.stateDict().forEach(expected -> rest.remove(expected.key()));
        rest.remove(SrlBertLayout.POSITION_IDS);
        file.tensors().forEach((key, tensor) -> {
            if (rest.contains(key)) {
                findings.add(unknown(key, TensorType.of(tensor)));
            }
        });
        otherValues.forEach((key, type) -> {
            String detail = "It is an ordinary value (" + type + "), no tensor.";
            findings.add(
                    policy == Policy.STRICT
                            ? Finding.unexpected(key, null, detail)
                            : Finding.ignored(key, null, detail));
        });
    }

    /** Under any policy: who loads the file takes the state dict out of it. */
    private void judgeBeside(Map<String, String> beside) {
        beside.forEach((path, type) -> findings.add(Finding.ignored(
                path, null, "It lies beside the state dict (" + type + ") and is no part of the model.")));
    }

    private Finding unknown(String key, TensorType found) {
        if (policy != Policy.STRICT) {
            Optional<UnusedTensor> unused = UnusedTensor.of(key);
            if (unused.isPresent()) {
                return Finding.ignored(key, found, unused.get().reason());
            }
        }
        // Layers that are not asked for change every tag, and no policy can mean that.
        boolean ignorable = policy == Policy.LENIENT && ShapeExplanation.layer(key) < 0;
        return ignorable
                ? Finding.ignored(key, found, whyUnexpected(key) + " Policy lenient leaves it out.")
                : Finding.unexpected(key, found, whyUnexpected(key));
    }

    private Finding vocabulary(String key, TensorType found) {
        long rows = found.shape().get(0);
        if (VocabularyPadding.explains(vocabularyLines, rows)) {
            return Finding.noted(
                    key,
                    found,
                    "vocab.txt has " + vocabularyLines + " lines and the weights have " + rows
                            + " rows, padded to a multiple of 8 for speed: the rows beyond the vocabulary are never"
                            + " used.");
        }
        var expected = new TensorType(
                DType.FLOAT32, List.of((long) vocabularyLines, found.shape().get(1)));
        return Finding.shapeMismatch(
                key,
                expected,
                found,
                "vocab.txt has " + vocabularyLines + " lines, but the weights and the BERT configuration have " + rows
                        + " wordpieces: vocab.txt is likely another model's.");
    }

    private String whyMissing(String key) {
        if (noTensors.containsKey(key)) {
            return noTensors.get(key)
                    + " and no tensor: convert it with torch.as_tensor and save the state dict again.";
        }
        if (foreign.isPresent()) {
            return foreign.get();
        }
        if (ShapeExplanation.layer(key) >= shapes.layers()) {
            return layersDiffer();
        }
        if (key.startsWith(SrlBertLayout.PROJECTION)
                && file.tensors().keySet().stream().noneMatch(other -> other.startsWith(SrlBertLayout.PROJECTION))) {
            return "The file holds a BERT without " + SrlBertLayout.PROJECTION
                    + "*, the layer that labels: it was not trained to label roles, or that layer was saved apart.";
        }
        return "It is a learned tensor, and nothing can stand in for it: the file is incomplete or another model's.";
    }

    private String whyUnexpected(String key) {
        if (foreign.isPresent()) {
            return foreign.get();
        }
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
