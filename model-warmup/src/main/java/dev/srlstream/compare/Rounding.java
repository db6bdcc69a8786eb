package dev.srlstream.compare;

/** The two ways of storing a float32 in 16 bits. */
enum Rounding {
    /** IEEE 754 binary16: 11 significant bits, exponents from -14 on. */
    FLOAT16(11, -14, 65_504),
    /** The upper half of a float32: 8 significant bits. */
    BFLOAT16(8, Float.MIN_EXPONENT, 0x1.fep127);

    private static final int FLOAT32_BITS = 24;
    /** Of a double. */
    private static final int FRACTION_BITS = 52;

    private final int significantBits;
    private final int smallestExponent;
    private final double largest;

    Rounding(int significantBits, int smallestExponent, double largest) {
        this.significantBits = significantBits;
        this.smallestExponent = smallestExponent;
        this.largest = largest;
    }

    /** Whether {@code rounded} is what rounding {@code exact} to nearest may give. */
    boolean explains(float exact, float rounded) {
        double step = step(rounded);
        return Math.abs((double) rounded) <= largest
                && Math.rint(rounded / step) * step == rounded
                && Math.abs((double) exact - rounded) <= step(exact) / 2;
    }

    /** Whether a float32 with these bits cannot be a number of the format. */
    boolean excludes(int bits) {
        return (bits & (1 << (FLOAT32_BITS - significantBits)) - 1) != 0;
    }

    /** Distance of neighbours in the format, for numbers of this size. */
    private double step(float number) {
        int exponent = Math.max(Math.getExponent(number), smallestExponent);
        // A power of two in double; Math.scalb takes many times as long.
        return Double.longBitsToDouble(
                (long) (exponent - significantBits + 1 - Double.MIN_EXPONENT + 1) << FRACTION_BITS);
    }
}
