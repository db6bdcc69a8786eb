package dev.srlstream.statedict;

/** IEEE 754 binary16. Java has had its own conversion since version 20 only. */
final class Float16 {
    private static final int EXPONENT_BIAS_DIFFERENCE = 127 - 15;
    private static final float SMALLEST_SUBNORMAL = 0x1p-24f;

    private Float16() {}

    /** Exact: every binary16 value is a float32 value. */
    static float toFloat(short bits) {
        int exponent = bits >>> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        int sign = (bits & 0x8000) << 16;
        if (exponent == 0) {
            float magnitude = fraction * SMALLEST_SUBNORMAL;
            return sign == 0 ? magnitude : -magnitude;
        }
        int widened = exponent == 0x1f ? 0xff : exponent + EXPONENT_BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
}
