package dev.srlstream.english.tagger;

/** Loops over floats in a form that the JVM turns into vector instructions: arrays of their own, each from its beginning. */
public final class Vectors {
    /** Rows of a matrix that are taken at a time, and sums of a product. */
    public static final int LANES = 4;

    private Vectors() {}

    /**
     * {@code target += factors * matrix}: adds rows times their factors, several at a time, as the target is then less often read and
     * written.
     *
     * @param factors a multiple of {@link #LANES}
     * @param firstRow the row of the first factor
     */
    public static void addProduct(float[] target, float[] factors, float[][] matrix, int firstRow) {
        for (int i = 0; i < factors.length; i += LANES) {
            int row = firstRow + i;
            addRows(target, factors, i, matrix[row], matrix[row + 1], matrix[row + 2], matrix[row + 3]);
        }
    }

    private static void addRows(float[] target, float[] factors, int at, float[] p, float[] q, float[] r, float[] s) {
        float a = factors[at];
        float b = factors[at + 1];
        float c = factors[at + 2];
        float d = factors[at + 3];
        for (int i = 0; i < target.length; i++) {
            target[i] += a * p[i] + b * q[i] + c * r[i] + d * s[i];
        }
    }

    /** {@code target += factor * source}. */
    public static void addScaled(float[] target, float factor, float[] source) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * source[i];
        }
    }

    /** @param b as long as {@code a}, a multiple of {@link #LANES} */
    public static float dot(float[] a, float[] b) {
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        for (int i = 0; i < a.length; i += LANES) {
            first += a[i] * b[i];
            second += a[i + 1] * b[i + 1];
            third += a[i + 2] * b[i + 2];
            fourth += a[i + 3] * b[i + 3];
        }
        return first + second + third + fourth;
    }
}
