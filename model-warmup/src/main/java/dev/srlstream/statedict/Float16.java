package dev.srlstream.statedict;

/** IEEE 754 binary16. Java has had its own conversion since version 20 only. */
public final class Float16 {
    private static final int EXPONENT_BIAS_DIFFERENCE = 127 - 15;
    private static final float SMALLEST_SUBNORMAL = 0x1p-24f;
    private static final float SMALLEST_NORMAL = 0x1p-14f;
    private static final int INFINITY = 0x7c00;

    private Float16() {}

    /** Exact: every binary16 value is a float32 value. */
    public static float toFloat(short bits) {
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

    /** Rounded to nearest, even; beyond the range infinite; a NaN stays one. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        float magnitude = Math.abs(value);
        if (magnitude < SMALLEST_NORMAL) {
            // Adding this moves the binary16's last place to the float32's, and the addition rounds as it should.
            return (short) (sign | Float.floatToRawIntBits(magnitude + 0.5f) - Float.floatToRawIntBits(0.5f));
        }
        int rounded = (bits & 0x7fffffff) + 0xfff + (bits >>> 13 & 1);
        int halved = (rounded >>> 13) - (EXPONENT_BIAS_DIFFERENCE << 10);
        return (short) (sign | Math.min(halved, INFINITY));
    }
}
