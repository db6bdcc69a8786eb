package dev.srlstream.reconcile;

import dev.srlstream.event.FindingKind;
import dev.srlstream.statedict.TensorType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One observation about one key of a state dict, and what was done about it.
 *
 * @param key as the file spells it; as the model spells it where the file lacks it; for {@link Action#NOTED} also a file or a setting
 * @param newKey AllenNLP's, for {@link Action#RENAMED}; otherwise null
 * @param expected what the model needs under this key; null where it needs nothing
 * @param found what the file holds under this key; null where it holds no tensor
 * @param detail the reason, in a sentence
 */
public record Finding(
        FindingKind kind,
        Action action,
        String key,
        @Nullable String newKey,
        @Nullable TensorType expected,
        @Nullable TensorType found,
        String detail) {
    /** What was done. */
    public enum Action {
        /** Nothing; it makes the checkpoint {@link Reconciliation.Rejected}. */
        REFUSED,
        /** A derived buffer was missing or wrong; the model computes it. */
        REGENERATED,
        /** A derived buffer with the right values is left out, because the model computes it. */
        DROPPED,
        RENAMED,
        /** A learned tensor is lost, and random numbers stand in its place. */
        REINITIALISED,
        /** SrlBert does not use it. */
        IGNORED,
        /** To float32. */
        CONVERTED,
        /** Nothing; the operator should know. */
        NOTED;

        /** As in the audit. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isRefused() {
        return action == Action.REFUSED;
    }

    /** The model needs the key, the file lacks it. */
    static Finding missing(String key, TensorType expected, String detail) {
        return refused(FindingKind.MISSING, key, expected, null, detail);
    }

    /** The file holds a key that the model does not know. */
    static Finding unexpected(String key, @Nullable TensorType found, String detail) {
        return refused(FindingKind.UNEXPECTED, key, null, found, detail);
    }

    /** The file's tensor has another shape than the model's. */
    static Finding shapeMismatch(String key, TensorType expected, TensorType found, String detail) {
        return refused(FindingKind.SHAPE_MISMATCH, key, expected, found, detail);
    }

    /** The file's tensor has another element type: floating-point ones are converted, others refused. */
    static Finding typeMismatch(String key, TensorType expected, TensorType found, String detail) {
        boolean floating = expected.dtype().isFloatingPoint() && found.dtype().isFloatingPoint();
        Action action = floating ? Action.CONVERTED : Action.REFUSED;
        return new Finding(FindingKind.DTYPE_MISMATCH, action, key, null, expected, found, detail);
    }

    /** A learned tensor holds infinities or not-a-numbers. */
    static Finding nonFinite(String key, TensorType found, String detail) {
        return refused(FindingKind.NON_FINITE, key, null, found, detail);
    }

    static Finding regenerated(String key, TensorType expected, @Nullable TensorType found, String detail) {
        return new Finding(FindingKind.REGENERATED, Action.REGENERATED, key, null, expected, found, detail);
    }

    static Finding dropped(String key, TensorType found, String detail) {
        return new Finding(FindingKind.DROPPED, Action.DROPPED, key, null, null, found, detail);
    }

    static Finding renamed(String key, String newKey, TensorType found, String detail) {
        return new Finding(FindingKind.RENAMED, Action.RENAMED, key, newKey, null, found, detail);
    }

    static Finding reinitialised(String key, TensorType expected, @Nullable TensorType found, String detail) {
        return new Finding(FindingKind.REINITIALISED, Action.REINITIALISED, key, null, expected, found, detail);
    }

    static Finding ignored(String key, @Nullable TensorType found, String detail) {
        return new Finding(FindingKind.IGNORED, Action.IGNORED, key, null, null, found, detail);
    }

    static Finding noted(String about, @Nullable TensorType found, String detail) {
        return new Finding(FindingKind.OTHER, Action.NOTED, about, null, null, found, detail);
    }

    private static Finding refused(
            FindingKind kind, String key, @Nullable TensorType expected, @Nullable TensorType found, String detail) {
        return new Finding(kind, Action.REFUSED, key, null, expected, found, detail);
    }
}
