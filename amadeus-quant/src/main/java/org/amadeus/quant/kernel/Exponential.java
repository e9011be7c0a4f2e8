package org.amadeus.quant.kernel;

/**
 * The exponential function in float32, to 2 units in the last place: x = n ln 2 + f, e^x = 2^n e^f, with the minimax
 * polynomial of the Cephes library for e^f. {@link VectorGates} computes the same, operation by operation.
 */
final class Exponential {
    /** Beyond these e^x, or its reciprocal, leaves the range of normal floats; σ and tanh are constant long before. */
    static final float LARGEST = 87;

    static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts, the first short enough that n times it is exact. */
    static final float LN2_HIGH = 0.693359375f;

    static final float LN2_LOW = -2.12194440e-4f;
    /** Added and subtracted again, it rounds a small float to the nearest integer. */
    static final float ROUNDER = 12582912f;

    static final float C0 = 1.9875691500e-4f;
    static final float C1 = 1.3981999507e-3f;
    static final float C2 = 8.3334519073e-3f;
    static final float C3 = 4.1665795894e-2f;
    static final float C4 = 1.6666665459e-1f;
    static final float C5 = 5.0000001201e-1f;

    private Exponential() {}

    static float exp(float value) {
        float x = Math.max(-LARGEST, Math.min(LARGEST, value));
        float n = Math.fma(x, LOG2_E, ROUNDER) - ROUNDER;
        float f = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(C0, f, C1);
        p = Math.fma(p, f, C2);
        p = Math.fma(p, f, C3);
        p = Math.fma(p, f, C4);
        p = Math.fma(p, f, C5);
        float y = Math.fma(p, f * f, f) + 1;
        return y * Float.intBitsToFloat(((int) n + 127) << 23);
    }

    static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }

    static float tanh(float x) {
        return 1 - 2 / (1 + exp(x + x));
    }
}
