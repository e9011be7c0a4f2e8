package org.amadeus.model.kernel.sequence;

/** The logistic function and the hyperbolic tangent in float32, fast, within 2e-7 of the exact values. */
final class GateMath {
    private static final float LOG2_E = 1.44269504f;
    /** Adding it rounds a float of less than 2^22 to an integer, which the low bits then hold. */
    private static final float ROUND = 12582912f;
    /** ln 2 in two parts, the first with few bits, so that a small integer times it is exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /** Beyond it the exponential would leave the range of normal floats. */
    private static final float LARGEST = 87f;

    private GateMath() {}

    static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }

    static float tanh(float x) {
        return 1 - 2 / (1 + exp(2 * x));
    }

    /**
     * e^x for x clamped to -87 .. 87, by 2^n times a polynomial on +-ln(2)/2 (the coefficients of expf in Moshier's
     * Cephes library). NaN stays NaN.
     */
    static float exp(float x) {
        float clamped = Math.max(-LARGEST, Math.min(LARGEST, x));
        float rounded = clamped * LOG2_E + ROUND;
        float n = rounded - ROUND;
        float power = Float.intBitsToFloat((Float.floatToRawIntBits(rounded) << 23) + (127 << 23));
        float r = clamped - n * LN2_HIGH - n * LN2_LOW;
        float p = 1.9875691500e-4f;
        p = p * r + 1.3981999507e-3f;
        p = p * r + 8.3334519073e-3f;
        p = p * r + 4.1665795894e-2f;
        p = p * r + 1.6666665459e-1f;
        p = p * r + 5.0000001201e-1f;
        return (p * r * r + r + 1) * power;
    }
}
