package org.amadeus.quant.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's form: the same operations in the same order as {@link ScalarGates}, so the same bits. Works in stages
 * over arrays: in one loop it is more than the JIT compiler inlines, and a vector that is passed to a method which is not
 * inlined is put on the heap.
 */
public final class VectorGates implements Gates {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private final boolean half;
    private final Gates rest;
    /** What is between the stages, by unit: of r, of z, of n. */
    private final float[] reset;

    private final float[] keep;
    private final float[] fresh;

    /**
     * @param half  whether sums and products round to half precision
     * @param units H
     */
    public VectorGates(boolean half, int units) {
        this.half = half;
        this.rest = new ScalarGates(half);
        this.reset = new float[units];
        this.keep = new float[units];
        this.fresh = new float[units];
    }

    @Override
    public void apply(
            float[] gx,
            int gxOffset,
            float[] gh,
            int ghOffset,
            int third,
            float[] h,
            float[] next,
            int hOffset,
            int from,
            int to) {
        int end = to - (to - from) % LANES;
        sum(gx, gxOffset, gh, ghOffset, reset, 0, from, end);
        sigmoid(reset, from, end);
        sum(gx, gxOffset + third, gh, ghOffset + third, keep, 0, from, end);
        sigmoid(keep, from, end);
        product(reset, 0, gh, ghOffset + 2 * third, reset, from, end);
        sum(gx, gxOffset + 2 * third, reset, 0, fresh, 0, from, end);
        tanh(fresh, from, end);
        product(keep, 0, h, hOffset, reset, from, end);
        complement(keep, from, end);
        product(keep, 0, fresh, 0, fresh, from, end);
        sum(fresh, 0, reset, 0, next, hOffset, from, end);
        if (end < to) {
            rest.apply(gx, gxOffset, gh, ghOffset, third, h, next, hOffset, end, to);
        }
    }

    /** y = H(H(a) + H(b)); what is rounded already stays what it is. */
    private void sum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            round(load(a, aOffset + u).add(load(b, bOffset + u))).intoArray(y, yOffset + u);
        }
    }

    /** y = H(H(a) H(b)). */
    private void product(float[] a, int aOffset, float[] b, int bOffset, float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            round(load(a, aOffset + u).mul(load(b, bOffset + u))).intoArray(y, u);
        }
    }

    /** y = 1 - H(y). */
    private void complement(float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            load(y, u).neg().add(1).intoArray(y, u);
        }
    }

    private static void sigmoid(float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            sigmoid(FloatVector.fromArray(FLOATS, y, u)).intoArray(y, u);
        }
    }

    private static void tanh(float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            tanh(FloatVector.fromArray(FLOATS, y, u)).intoArray(y, u);
        }
    }

    private FloatVector load(float[] array, int at) {
        return round(FloatVector.fromArray(FLOATS, array, at));
    }

    private FloatVector round(FloatVector x) {
        return half ? roundToHalf(x) : x;
    }

    /** {@link Half#round} on every lane. */
    static FloatVector roundToHalf(FloatVector x) {
        IntVector bits = x.reinterpretAsInts();
        FloatVector shifter = bits.and(Half.EXPONENT)
                .max(Half.LEAST_NORMAL)
                .add(Half.TO_SHIFTER)
                .reinterpretAsFloats();
        VectorMask<Float> overflow = x.abs().compare(VectorOperators.GE, Half.OVERFLOW);
        FloatVector rounded = x.add(shifter).sub(shifter).blend(x.mul(Float.POSITIVE_INFINITY), overflow);
        return rounded.reinterpretAsInts().or(bits.and(Half.SIGN)).reinterpretAsFloats();
    }

    /** {@link Exponential#exp} on every lane. */
    private static FloatVector exp(FloatVector value) {
        FloatVector x = value.min(Exponential.LARGEST).max(-Exponential.LARGEST);
        FloatVector shifted = x.mul(Exponential.LOG2_E).add(Exponential.ROUNDER);
        FloatVector n = shifted.sub(Exponential.ROUNDER);
        FloatVector f = n.fma(constant(-Exponential.LN2_LOW), n.fma(constant(-Exponential.LN2_HIGH), x));
        FloatVector p = f.fma(constant(Exponential.C0), constant(Exponential.C1));
        p = p.fma(f, constant(Exponential.C2));
        p = p.fma(f, constant(Exponential.C3));
        p = p.fma(f, constant(Exponential.C4));
        p = p.fma(f, constant(Exponential.C5));
        FloatVector y = f.mul(f).fma(p, f).add(1);
        // The low bits of the shifted number are n: no conversion, which Java 17 has no instruction for.
        IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
        return y.mul(power.reinterpretAsFloats());
    }

    private static FloatVector sigmoid(FloatVector x) {
        return constant(1).div(exp(x.neg()).add(1));
    }

    /** {@link Exponential#tanh} on every lane. */
    private static FloatVector tanh(FloatVector x) {
        FloatVector square = x.mul(x);
        FloatVector p = square.fma(constant(Exponential.T0), constant(Exponential.T1));
        p = p.fma(square, constant(Exponential.T2));
        p = p.fma(square, constant(Exponential.T3));
        p = p.fma(square, constant(Exponential.T4));
        FloatVector small = p.mul(square).fma(x, x);
        FloatVector large = constant(1).sub(constant(2).div(exp(x.add(x)).add(1)));
        return large.blend(small, x.abs().compare(VectorOperators.LT, Exponential.SMALL));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
