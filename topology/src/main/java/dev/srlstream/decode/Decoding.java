package dev.srlstream.decode;

/** Which sum the best tag sequence maximises. Both allow I-X behind B-X and I-X only, and no I-X in the beginning. */
public enum Decoding {
    /**
     * Probabilities, on top of the 100,000 that AllenNLP gives the start tag. At that size a float32 moves in steps of 1/128, so
     * probabilities are rounded to that, and ties are common; the lowest label wins them. Both are part of the result and must not be
     * improved.
     */
    ALLENNLP(100_000f, 0f) {
        @Override
        float[] scores(float[] probabilities) {
            return probabilities;
        }
    },

    /**
     * Logarithms of probabilities: the sequence that is the most probable one where pieces are independent of each other. One label that
     * is next to impossible rules a sequence out, where in a sum of probabilities it costs no more than it would have gained.
     */
    LOG(0f, -1e9f) {
        @Override
        float[] scores(float[] probabilities) {
            float[] scores = new float[probabilities.length];
            for (int i = 0; i < scores.length; i++) {
                // A probability that is too small for a float32 comes as 0, whose logarithm could not be compared.
                scores[i] = (float) Math.log(Math.max(probabilities[i], Float.MIN_VALUE));
            }
            return scores;
        }
    };

    private final float start;
    private final float inside;

    Decoding(float start, float inside) {
        this.start = start;
        this.inside = inside;
    }

    /** Score of a sequence before its first label. */
    float start() {
        return start;
    }

    /** The same before a first label I-X: so far behind that it is never chosen. */
    float insideStart() {
        return inside;
    }

    /**
     * What each label adds to its sequence.
     *
     * @param probabilities finite; left as they are
     */
    abstract float[] scores(float[] probabilities);
}
