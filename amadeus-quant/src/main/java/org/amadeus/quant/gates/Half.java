package org.amadeus.quant.gates;

/**
 * Rounding to IEEE 754 half precision (11 significant bits, 2^-24 .. 65504) and back to float: to nearest, ties to
 * even, subnormals kept, too large values infinite. This is the plain twin of {@link VectorGates}' rounding, operation by
 * operation.
 */
public final class Half {
    /** The exponent bits of a float. */
    static final int EXPONENT = 0x7F800000;
    /** The exponent bits of 2^-14, below which a half's spacing no longer shrinks. */
    static final int LEAST_NORMAL = 0x38800000;
    /** Added to the bits of 2^e it makes those of 1.5 * 2^(e + 13). */
    static final int TO_SHIFTER = (13 << 23) + (1 << 22);
    /** The least value that rounds to infinity: half way between 65504 and 65536. */
    static final float OVERFLOW = 65520f;

    static final int SIGN = 0x80000000;

    private Half() {}

    /**
     * The half nearest to {@code x}, as a float.
     *
     * <p>A float that is added to 1.5 * 2^(e + 13), where 2^e is its own leading bit, loses all bits below 2^(e - 10) by
     * the addition's own rounding, which is to nearest even: these are the bits that a half does not have.
     */
    public static float round(float x) {
        int bits = Float.floatToRawIntBits(x);
        float shifter = Float.intBitsToFloat(Math.max(bits & EXPONENT, LEAST_NORMAL) + TO_SHIFTER);
        float rounded = x + shifter - shifter;
        if (Math.abs(x) >= OVERFLOW) {
            rounded = x * Float.POSITIVE_INFINITY;
        }
        // Negative values that round to zero keep their sign.
        return Float.intBitsToFloat(Float.floatToRawIntBits(rounded) | bits & SIGN);
    }
}
