package org.amadeus.model.kernel.step;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of vectors as wide as the machine has. Works on arrays, and each loop is written out whole: a vector that is
 * passed to, or returned from, a method that the JIT compiler happens not to inline is put on the heap. Indices are a number
 * that a loop leaves alone plus a multiple of its variable: of a longer sum the bounds would be checked in each turn.
 */
abstract class VectorTile extends Tile {
    static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    /** Lanes of a vector. */
    static final int L = S.length();

    private static final float LOG2_E = 1.44269504f;
    /** ln 2 in two parts; the first has few bits, so that its product with a small whole number is exact. */
    private static final float LN2_HIGH = 0.693359375f;

    private static final float LN2_LOW = -2.12194440e-4f;
    /** 1.5 * 2^23: added to a float it leaves the nearest whole number in the low bits. */
    private static final float ROUND = 12582912f;
    /** Beyond this the logistic function is 0 or 1 in float32, and e^x still a normal number. */
    private static final float LIMIT = 60;

    /** @param vectors of rows of the matrix in a tile */
    VectorTile(int vectors, int samples, int panels) {
        super(vectors * L, samples, panels);
    }

    /**
     * Replaces {@code count} numbers, a multiple of the lanes, by {@code 1 / (1 + e^(-scale x))}, absolute error below
     * 2e-7. With y = -scale x, clamped to |y| at most 60: y = n ln 2 + r with |r| at most ln 2 / 2; e^r by its Taylor
     * series up to r^7 (relative error 5e-9); then n is added to the exponent's bits.
     */
    static void logistic(float[] a, int at, int count, float scale) {
        FloatVector one = FloatVector.broadcast(S, 1f);
        FloatVector round = FloatVector.broadcast(S, ROUND);
        for (int i = at; i < at + count; i += L) {
            FloatVector y =
                    FloatVector.fromArray(S, a, i).mul(-scale).min(LIMIT).max(-LIMIT);
            FloatVector shifted = y.fma(FloatVector.broadcast(S, LOG2_E), round);
            FloatVector n = shifted.sub(round);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2_HIGH), y);
            r = n.fma(FloatVector.broadcast(S, -LN2_LOW), r);
            FloatVector p = r.fma(FloatVector.broadcast(S, 1f / 5040), FloatVector.broadcast(S, 1f / 720));
            p = p.fma(r, FloatVector.broadcast(S, 1f / 120));
            p = p.fma(r, FloatVector.broadcast(S, 1f / 24));
            p = p.fma(r, FloatVector.broadcast(S, 1f / 6));
            p = p.fma(r, FloatVector.broadcast(S, 0.5f));
            p = p.fma(r, one);
            p = p.fma(r, one);
            FloatVector exp = p.reinterpretAsInts()
                    .add(shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23))
                    .reinterpretAsFloats();
            one.div(exp.add(one)).intoArray(a, i);
        }
    }

    /** By tanh x = 2 / (1 + e^-2x) - 1. */
    @Override
    final void gates(float[] a, int r, int z, int nx, int nh, int h, int next, int count) {
        logistic(a, r, count, 1);
        logistic(a, z, count, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector reset = FloatVector.fromArray(S, a, r + i);
            FloatVector.fromArray(S, a, nh + i)
                    .fma(reset, FloatVector.fromArray(S, a, nx + i))
                    .intoArray(a, next + i);
        }
        logistic(a, next, count, 2);
        for (int i = 0; i < count; i += L) {
            FloatVector half = FloatVector.fromArray(S, a, next + i);
            FloatVector n = half.add(half).sub(1f);
            FloatVector keep = FloatVector.fromArray(S, a, z + i);
            // (1 - z) n + z h = n + z (h - n)
            FloatVector.fromArray(S, a, h + i).sub(n).fma(keep, n).intoArray(a, next + i);
        }
    }
}
