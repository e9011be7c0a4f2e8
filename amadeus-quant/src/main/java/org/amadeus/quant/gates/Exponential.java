package org.amadeus.quant.gates;

/**
 * The exponential function, σ and tanh in float32, each within about a unit in the last place. {@link VectorGates}
 * computes the same, operation by operation.
 *
 * <p>e^x: x = n ln 2 + f, e^x = 2^n e^f, with the minimax polynomial of the SLEEF library for e^f, whose bits are those
 * that PyTorch's σ is made of. tanh: the odd polynomial of the Cephes library up to 0.625, where 1 - 2 / (1 + e^2x) would
 * cancel.
 */
final class Exponential {
    /** Beyond these e^x, or its reciprocal, leaves the range of normal floats; σ and tanh are constant long before. */
    static final float LARGEST = 87;

    static final float LOG2_E = 1.442695040888963407359924681001892137426645954152985934135449406931f;
    /** ln 2 in two parts, the first short enough that n times it is exact. */
    static final float LN2_HIGH = 0.693145751953125f;

    static final float LN2_LOW = 1.428606765330187045e-06f;
    /** Added and subtracted again, it rounds a small float to the nearest integer. */
    static final float ROUNDER = 12582912f;

    static final float C0 = 0.000198527617612853646278381f;
    static final float C1 = 0.00139304355252534151077271f;
    static final float C2 = 0.00833336077630519866943359f;
    static final float C3 = 0.0416664853692054748535156f;
    static final float C4 = 0.166666671633720397949219f;
    static final float C5 = 0.5f;

    /** Up to here the polynomial below is tanh. */
    static final float SMALL = 0.625f;

    static final float T0 = -5.70498872745e-3f;
    static final float T1 = 2.06390887954e-2f;
    static final float T2 = -5.37397155531e-2f;
    static final float T3 = 1.33314422036e-1f;
    static final float T4 = -3.33332819422e-1f;

    private Exponential() {}

    static float exp(float value) {
        float x = Math.max(-LARGEST, Math.min(LARGEST, value));
        float n = x * LOG2_E + ROUNDER - ROUNDER;
        float f = Math.fma(n, -LN2_LOW, Math.fma(n, -LN2_HIGH, x));
        float p = Math.fma(C0, f, C1);
        p = Math.fma(p, f, C2);
        p = Math.fma(p, f, C3);
        p = Math.fma(p, f, C4);
        p = Math.fma(p, f, C5);
        float y = Math.fma(f * f, p, f) + 1;
        return y * Float.intBitsToFloat(((int) n + 127) << 23);
    }

    static float sigmoid(float x) {
        return 1 / (1 + exp(-x));
    }

    static float tanh(float x) {
        float square = x * x;
        float p = Math.fma(T0, square, T1);
        p = Math.fma(p, square, T2);
        p = Math.fma(p, square, T3);
        p = Math.fma(p, square, T4);
        float small = Math.fma(p * square, x, x);
        float large = 1 - 2 / (1 + exp(x + x));
        return Math.abs(x) < SMALL ? small : large;
    }
}
