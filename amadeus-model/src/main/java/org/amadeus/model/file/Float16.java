package org.amadeus.model.file;

/**
 * IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. (The JDK has these conversions from version 20
 * on; this code runs on 17.)
 */
public final class Float16 {
    private Float16() {}

    /** The value of a half, exact. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >>> 10 & 0x1F;
        int fraction = half & 0x3FF;
        if (exponent == 0) {
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        if (exponent == 0x1F) {
            return Float.intBitsToFloat(sign | 0x7F800000 | fraction << 13);
        }
        return Float.intBitsToFloat(sign | exponent + 112 << 23 | fraction << 13);
    }

    /** The nearest half, ties to even; infinity beyond 65504, as PyTorch and numpy round. */
    public static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000) {
            return (short) (sign | 0x7E00);
        }
        if (magnitude >= 0x477FF000) {
            return (short) (sign | 0x7C00);
        }
        if (magnitude < 0x38800000) {
            // Below the least normal half: adding 0.5 moves the fraction's last bit to 2^-24, the FPU does the
            // rounding.
            float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
            return (short) (sign | Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(0.5f));
        }
        int odd = magnitude >>> 13 & 1;
        return (short) (sign | (magnitude - (112 << 23) + 0xFFF + odd) >>> 13);
    }
}
