package dev.srlstream.inference;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the device said of one row at the start, as far as it was clear. Immutable. */
final class KnownLabels {
    /**
     * By how much a label must have been more probable than any other to be held against later ones. Rounding that depends on the batch moves
     * probabilities by hundredths, in bf16 and int8 too; it never turns a label that was so far ahead into another one.
     */
    private static final float CLEAR = 0.5f;

    private static final int NONE = -1;

    /** Per wordpiece its label; NONE where another one was close. */
    private final int[] known;

    private final List<String> names;

    /**
     * @param probabilities row-major {@code [wordpieces, labels]}, finite
     * @param names of the labels, by their index
     */
    KnownLabels(float[] probabilities, List<String> names) {
        this.names = names;
        this.known = IntStream.range(0, probabilities.length / names.size())
                .map(wordpiece -> ahead(probabilities, wordpiece, CLEAR))
                .toArray();
    }

    /** How many labels were clear. */
    int count() {
        return (int) Arrays.stream(known).filter(label -> label != NONE).count();
    }

    /** How these probabilities of the same row cannot come from the same model by any rounding; empty where they can. */
    Optional<String> difference(float[] probabilities) {
        for (int i = 0; i < probabilities.length; i++) {
            if (!Float.isFinite(probabilities[i])) {
                return Optional.of("wordpiece %d has probabilities that are not finite".formatted(i / names.size()));
            }
        }
        // A tie is no label, so that a device which gives zeros or one number for everything is found out.
        int[] others = IntStream.range(0, known.length)
                .filter(wordpiece -> known[wordpiece] != NONE && known[wordpiece] != ahead(probabilities, wordpiece, 0))
                .toArray();
        if (others.length == 0) {
            return Optional.empty();
        }
        int first = others[0];
        return Optional.of("%d of its %d clear labels are others, the first at wordpiece %d (%s then, %s now)"
                .formatted(others.length, count(), first, name(known[first]), name(ahead(probabilities, first, 0))));
    }

    /** The label that is more probable than all others by more than a margin; NONE where there is none. */
    private int ahead(float[] probabilities, int wordpiece, float margin) {
        int begin = wordpiece * names.size();
        int best = begin;
        float second = Float.NEGATIVE_INFINITY;
        for (int i = begin + 1; i < begin + names.size(); i++) {
            if (probabilities[i] > probabilities[best]) {
                second = probabilities[best];
                best = i;
            } else {
                second = Math.max(second, probabilities[i]);
            }
        }
        return probabilities[best] - second > margin ? best - begin : NONE;
    }

    private String name(int label) {
        return label == NONE ? "none" : names.get(label);
    }
}
