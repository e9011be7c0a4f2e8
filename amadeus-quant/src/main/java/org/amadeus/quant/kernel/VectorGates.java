package org.amadeus.quant.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The Vector API's form: the same operations in the same order as {@link ScalarGates}, so the same bits. */
public final class VectorGates implements Gates {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private final boolean half;
    private final Gates rest;

    /** @param half whether sums and products round to half precision */
    public VectorGates(boolean half) {
        this.half = half;
        this.rest = new ScalarGates(half);
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
        int u = from;
        for (; u + LANES <= to; u += LANES) {
            int x = gxOffset + u;
            int y = ghOffset + u;
            FloatVector r = sigmoid(round(load(gx, x).add(load(gh, y))));
            FloatVector z = round(sigmoid(round(load(gx, x + third).add(load(gh, y + third)))));
            FloatVector reset = round(round(r).mul(load(gh, y + 2 * third)));
            FloatVector n = round(tanh(round(load(gx, x + 2 * third).add(reset))));
            FloatVector fresh = round(round(z.neg().add(1)).mul(n));
            FloatVector kept = round(z.mul(load(h, hOffset + u)));
            round(fresh.add(kept)).intoArray(next, hOffset + u);
        }
        if (u < to) {
            rest.apply(gx, gxOffset, gh, ghOffset, third, h, next, hOffset, u, to);
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
