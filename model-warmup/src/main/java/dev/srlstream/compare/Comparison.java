package dev.srlstream.compare;

import dev.srlstream.audit.JudgedCheckpoint;
import dev.srlstream.compare.TensorComparison.Identical;
import dev.srlstream.compare.TensorComparison.InAgainstOnly;
import dev.srlstream.compare.TensorComparison.InModelOnly;
import dev.srlstream.compare.TensorComparison.Reshaped;
import dev.srlstream.event.CheckpointAudit;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two checkpoints, compared as they are served. Immutable; needs neither of them any more.
 *
 * @param model audit of the first one
 * @param against audit of the other one
 * @param borrowed names of the files that the other one lacks and the first one's were taken for
 * @param tensors every served tensor, in model order, those of the other one alone last
 * @param decisive differences that can change tags, weights left out
 * @param immaterial differences in how they are stored, which reach no tag
 */
public record Comparison(
        CheckpointAudit model,
        CheckpointAudit against,
        List<String> borrowed,
        List<TensorComparison> tensors,
        List<Aspect> decisive,
        List<Aspect> immaterial,
        Verdict verdict) {
    public Comparison {
        borrowed = List.copyOf(borrowed);
        tensors = List.copyOf(tensors);
        decisive = List.copyOf(decisive);
        immaterial = List.copyOf(immaterial);
    }

    /**
     * Reads the weights of both once, side by side, and holds a few MiB of them at a time.
     *
     * @throws IllegalStateException when one of them was rejected
     * @throws IOException when the weights cannot be read any more
     */
    public static Comparison of(JudgedCheckpoint model, JudgedCheckpoint against) throws IOException {
        List<TensorComparison> tensors =
                tensors(model.weights().tensors(), against.weights().tensors());
        requireDigestsToAgree(model.audit(), against.audit(), tensors);
        Configurations configurations = Configurations.compare(model.checkpoint(), against.checkpoint());
        List<Aspect> decisive = new ArrayList<>(configurations.architecture());
        decisive.addAll(configurations.reading());
        return new Comparison(
                model.audit(),
                against.audit(),
                against.checkpoint().borrowed(),
                tensors,
                decisive,
                Storage.compare(model, against),
                VerdictRules.of(configurations, tensors));
    }

    private static List<TensorComparison> tensors(Map<String, Tensor> model, Map<String, Tensor> against)
            throws IOException {
        Set<String> keys = new LinkedHashSet<>(model.keySet());
        keys.addAll(against.keySet());
        List<TensorComparison> compared = new ArrayList<>();
        for (String key : keys) {
            compared.add(tensor(key, model.get(key), against.get(key)));
        }
        return compared;
    }

    private static TensorComparison tensor(String key, @Nullable Tensor model, @Nullable Tensor against)
            throws IOException {
        if (model == null) {
            return new InAgainstOnly(key);
        }
        if (against == null) {
            return new InModelOnly(key);
        }
        List<Long> shape = TensorType.of(model).shape();
        List<Long> otherShape = TensorType.of(against).shape();
        return shape.equals(otherShape)
                ? ElementTally.compare(key, model, against)
                : new Reshaped(key, shape, otherShape);
    }

    /** Two independent readings of the same bytes; where they disagree, neither may be believed. */
    private static void requireDigestsToAgree(
            CheckpointAudit model, CheckpointAudit against, List<TensorComparison> tensors) {
        boolean identical = tensors.stream().allMatch(Identical.class::isInstance);
        if (identical != Objects.equals(model.getReconciledSha256(), against.getReconciledSha256())) {
            throw new IllegalStateException("The weights compare as " + (identical ? "identical" : "different")
                    + ", but their digests are " + model.getReconciledSha256() + " and "
                    + against.getReconciledSha256() + ": a file changed while it was being read.");
        }
    }
}
