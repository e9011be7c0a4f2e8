package org.amadeus.model.file;

/**
 * IEEE 754 half precision: 1 sign bit, 5 of exponent, 10 of fraction. (The JDK has the conversion from version 20
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
}
