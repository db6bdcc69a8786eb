package dev.srlstream.english.tagger;

/**
 * Activation functions of few plain operations, which the JVM turns into vector instructions, and which give the same bits on every
 * machine, as {@link Math#exp} does not.
 */
final class Activation {
    private static final float LARGEST = 80;
    private static final float LOG2_E = 1.442695f;
    private static final float LN_2 = 0.6931472f;

    /** From here on the hyperbolic tangent is 1 within 1e-4. */
    private static final float SATURATED = 4.97f;

    private Activation() {}

    /**
     * 2 to the power of an integer, taken from the bits of a float, times Taylor's polynomial for the rest; the relative error is below
     * 1e-6. Of values from -80 to 80; those beyond are taken for these.
     */
    static float exp(float x) {
        float power = Math.max(-LARGEST, Math.min(LARGEST, x)) * LOG2_E;
        int whole = (int) (power + 128.5f) - 128;
        float r = (power - whole) * LN_2;
        float rest = 1
                + r
                        * (1
                                + r
                                        * (0.5f
                                                + r
                                                        * (0.16666667f
                                                                + r
                                                                        * (0.041666668f
                                                                                + r
                                                                                        * (0.008333334f
                                                                                                + r
                                                                                                        * 0.0013888889f)))));
        return rest * Float.intBitsToFloat((whole + 127) << 23);
    }

    /** By Lambert's continued fraction, cut off after the seventh power. */
    static float tanh(float x) {
        float y = Math.max(-SATURATED, Math.min(SATURATED, x));
        float square = y * y;
        return y
                * (135135 + square * (17325 + square * (378 + square)))
                / (135135 + square * (62370 + square * (3150 + square * 28)));
    }

    /** In place. */
    static void tanh(float[] values, int begin, int end) {
        for (int i = begin; i < end; i++) {
            values[i] = tanh(values[i]);
        }
    }

    /** In place: the logistic function. */
    static void sigmoid(float[] values, int begin, int end) {
        for (int i = begin; i < end; i++) {
            values[i] = 0.5f + 0.5f * tanh(0.5f * values[i]);
        }
    }
}
