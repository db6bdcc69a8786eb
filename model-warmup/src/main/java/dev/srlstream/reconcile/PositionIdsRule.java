package dev.srlstream.reconcile;

import dev.srlstream.statedict.StateDict;
import dev.srlstream.statedict.Tensor;
import dev.srlstream.statedict.TensorType;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges the buffer {@code position_ids}: 0, 1, 2 …, int64, in one row. The served model computes it, so that whatever the
 * file holds can be repaired; only strict terms can refuse it.
 */
final class PositionIdsRule {
    private static final String KEY = SrlBertLayout.POSITION_IDS;

    private final TensorType expected;
    private final String range;
    private final Terms terms;

    PositionIdsRule(SrlBertLayout layout, Terms terms) {
        this.expected = layout.positionIds();
        this.range = "0…" + (layout.config().positions() - 1);
        this.terms = terms;
    }

    /** Empty where the file lacks the buffer and the terms want it lacking. */
    Optional<Finding> judge(StateDict file) throws IOException {
        @Nullable Tensor tensor = file.tensors().get(KEY);
        boolean strict = terms.policy() == Policy.STRICT;
        if (tensor == null) {
            return strict && !terms.expectPositionIds() ? Optional.empty() : Optional.of(missing(strict));
        }
        TensorType found = TensorType.of(tensor);
        if (strict && !terms.expectPositionIds()) {
            return Optional.of(Finding.unexpected(
                    KEY,
                    found,
                    "PyTorch under transformers up to 3.0.2 and from 4.31.0 on, as expected here, refuses a file with"
                            + " this buffer; --expect-position-ids true or policy reconcile accepts it."));
        }
        Optional<String> difference = PositionIds.difference(tensor, expected);
        return Optional.of(
                difference.isEmpty() ? right(found) : wrong(found, "Not " + range + ": " + difference.get() + "."));
    }

    private Finding missing(boolean strict) {
        String cause = "Transformers up to 3.0.2 and from 4.31.0 on do not save this buffer;"
                + " PyTorch under transformers 3.1.0 to 4.30.2 refuses a file without it.";
        return strict
                ? Finding.missing(KEY, expected, cause + " Policy reconcile regenerates it.")
                : Finding.regenerated(
                        KEY,
                        expected,
                        null,
                        cause + " It is derived (" + range + "), and no learned weight is involved.");
    }

    private Finding right(TensorType found) {
        return Finding.dropped(
                KEY,
                found,
                "Verified equal to " + range
                        + "; the served model computes it. PyTorch under transformers up to 3.0.2"
                        + " and from 4.31.0 on refuses a file with it.");
    }

    private Finding wrong(TensorType found, String difference) {
        if (terms.policy() != Policy.STRICT) {
            return Finding.regenerated(
                    KEY, expected, found, difference + " It is derived, and no learned weight is involved.");
        }
        return found.shape().equals(expected.shape())
                ? Finding.unexpected(KEY, found, difference + " Policy reconcile regenerates it.")
                : Finding.shapeMismatch(KEY, expected, found, difference);
    }
}
