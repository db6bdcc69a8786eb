package dev.srlstream.reconcile;

import dev.srlstream.event.FindingKind;
import dev.srlstream.statedict.TensorType;
import org.jspecify.annotations.Nullable;

/** One observation about one key of a state dict, and what was done about it. */
public sealed interface Finding {
    /** The key, as the file spells it; as the model spells it where the file lacks it. */
    String key();

    /** The reason, in a sentence. */
    String detail();

    FindingKind kind();

    /** What was done: regenerated, dropped, renamed, reinitialised, ignored, converted, noted or refused. */
    String action();

    /** What the model needs under this key; null where it needs nothing. */
    default @Nullable TensorType expected() {
        return null;
    }

    /** What the file holds under this key; null where it holds no tensor. */
    default @Nullable TensorType found() {
        return null;
    }

    /** Whether the finding makes the checkpoint {@link Reconciliation.Rejected}. */
    default boolean refuses() {
        return action().equals("refused");
    }

    /** The model needs the key, the file lacks it. */
    record Missing(String key, TensorType expected, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.MISSING;
        }

        @Override
        public String action() {
            return "refused";
        }
    }

    /** The file holds a key that the model does not know. */
    record Unexpected(String key, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.UNEXPECTED;
        }

        @Override
        public String action() {
            return "refused";
        }
    }

    /** The file's tensor has another shape than the model's. */
    record ShapeMismatch(String key, TensorType expected, TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.SHAPE_MISMATCH;
        }

        @Override
        public String action() {
            return "refused";
        }
    }

    /** The file's tensor has another element type: floating-point ones are converted to float32, others refused. */
    record DTypeMismatch(String key, TensorType expected, TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.DTYPE_MISMATCH;
        }

        @Override
        public String action() {
            boolean floating =
                    expected.dtype().isFloatingPoint() && found.dtype().isFloatingPoint();
            return floating ? "converted" : "refused";
        }
    }

    /** A learned tensor holds infinities or not-a-numbers. */
    record NonFinite(String key, TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.NON_FINITE;
        }

        @Override
        public String action() {
            return "refused";
        }
    }

    /** A derived buffer that was missing or wrong; the model computes it. {@code found} is null where the file lacks it. */
    record Regenerated(
            String key, TensorType expected, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.REGENERATED;
        }

        @Override
        public String action() {
            return "regenerated";
        }
    }

    /** A derived buffer with the right values, left out because the model computes it. */
    record Dropped(String key, TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.DROPPED;
        }

        @Override
        public String action() {
            return "dropped";
        }
    }

    /** Something that SrlBert does not use. {@code found} is null where it is no tensor. */
    record Ignored(String key, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.IGNORED;
        }

        @Override
        public String action() {
            return "ignored";
        }
    }

    /** The tensor has the name that another library or an older release gives it; {@code newKey} is AllenNLP's. */
    record Renamed(String key, String newKey, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.RENAMED;
        }

        @Override
        public String action() {
            return "renamed";
        }
    }

    /** A learned tensor that is lost, and in whose place random numbers stand. */
    record Reinitialised(
            String key, TensorType expected, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.REINITIALISED;
        }

        @Override
        public String action() {
            return "reinitialised";
        }
    }

    /** Something the operator should know that changes nothing. The key may be a file or a setting. */
    record Noted(String key, @Nullable TensorType found, String detail) implements Finding {
        @Override
        public FindingKind kind() {
            return FindingKind.OTHER;
        }

        @Override
        public String action() {
            return "noted";
        }
    }
}
