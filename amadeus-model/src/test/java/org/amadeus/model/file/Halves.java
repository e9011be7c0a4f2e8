package org.amadeus.model.file;

/** What is to become of a float where half the precision is kept. */
public final class Halves {
    private Halves() {}

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
