package org.amadeus.quant.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The Vector API's form: the same operations in the same order as {@link ScalarGates}, so the same bits. Works in stages
 * over arrays, each a loop that is written out whole: a vector that is passed to a method which the JIT compiler happens
 * not to inline is put on the heap.
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
        if (half && !HalfStages.fits(gx, gxOffset, gh, ghOffset, third, h, hOffset, from, end)) {
            end = from;
        }
        int x = gxOffset + 2 * third;
        int y = ghOffset + 2 * third;
        if (half) {
            HalfStages.sum(gx, gxOffset, gh, ghOffset, reset, 0, from, end);
            HalfStages.sum(gx, gxOffset + third, gh, ghOffset + third, keep, 0, from, end);
            sigmoid(reset, from, end);
            sigmoid(keep, from, end);
            HalfStages.product(reset, 0, gh, y, reset, from, end);
            HalfStages.sum(gx, x, reset, 0, fresh, 0, from, end);
            tanh(fresh, from, end);
            HalfStages.product(keep, 0, h, hOffset, reset, from, end);
            HalfStages.complement(keep, from, end);
            HalfStages.product(keep, 0, fresh, 0, fresh, from, end);
            HalfStages.sum(fresh, 0, reset, 0, next, hOffset, from, end);
        } else {
            sum(gx, gxOffset, gh, ghOffset, reset, from, end);
            sum(gx, gxOffset + third, gh, ghOffset + third, keep, from, end);
            sigmoid(reset, from, end);
            sigmoid(keep, from, end);
            reset(gx, x, gh, y, reset, fresh, from, end);
            tanh(fresh, from, end);
            mix(keep, fresh, h, next, hOffset, from, end);
        }
        if (end < to) {
            rest.apply(gx, gxOffset, gh, ghOffset, third, h, next, hOffset, end, to);
        }
    }

    /** y = a + b. */
    private static void sum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            FloatVector.fromArray(FLOATS, a, aOffset + u)
                    .add(FloatVector.fromArray(FLOATS, b, bOffset + u))
                    .intoArray(y, u);
        }
    }

    /** y = a + r b. */
    private static void reset(float[] a, int aOffset, float[] b, int bOffset, float[] r, float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            FloatVector product =
                    FloatVector.fromArray(FLOATS, r, u).mul(FloatVector.fromArray(FLOATS, b, bOffset + u));
            FloatVector.fromArray(FLOATS, a, aOffset + u).add(product).intoArray(y, u);
        }
    }

    /** next = (1 - z) n + z h. */
    private static void mix(float[] z, float[] n, float[] h, float[] next, int offset, int from, int to) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int u = from; u < to; u += LANES) {
            FloatVector keep = FloatVector.fromArray(FLOATS, z, u);
            FloatVector kept = keep.mul(FloatVector.fromArray(FLOATS, h, offset + u));
            one.sub(keep).mul(FloatVector.fromArray(FLOATS, n, u)).add(kept).intoArray(next, offset + u);
        }
    }

    /** {@link Exponential#sigmoid} of every element, in place. */
    private static void sigmoid(float[] y, int from, int to) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int u = from; u < to; u += LANES) {
            FloatVector x = FloatVector.fromArray(FLOATS, y, u).neg();
            // From here to e: Exponential.exp. Compared and blended: min and max of floats are long in code.
            VectorMask<Float> high = x.compare(VectorOperators.GT, Exponential.LARGEST);
            x = x.blend(Exponential.LARGEST, high);
            VectorMask<Float> low = x.compare(VectorOperators.LT, -Exponential.LARGEST);
            x = x.blend(-Exponential.LARGEST, low);
            FloatVector shifted = x.mul(Exponential.LOG2_E).add(Exponential.ROUNDER);
            FloatVector n = shifted.sub(Exponential.ROUNDER);
            FloatVector f = n.fma(constant(-Exponential.LN2_LOW), n.fma(constant(-Exponential.LN2_HIGH), x));
            FloatVector p = f.fma(constant(Exponential.C0), constant(Exponential.C1));
            p = p.fma(f, constant(Exponential.C2));
            p = p.fma(f, constant(Exponential.C3));
            p = p.fma(f, constant(Exponential.C4));
            p = p.fma(f, constant(Exponential.C5));
            // The low bits of the shifted number are n: no conversion, which Java 17 has no instruction for.
            IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector e = f.mul(f).fma(p, f).add(one).mul(power.reinterpretAsFloats());
            one.div(e.add(one)).intoArray(y, u);
        }
    }

    /** {@link Exponential#tanh} of every element, in place. */
    private static void tanh(float[] y, int from, int to) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        for (int u = from; u < to; u += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, u);
            FloatVector x = v.add(v);
            // From here to e: Exponential.exp, as above.
            VectorMask<Float> high = x.compare(VectorOperators.GT, Exponential.LARGEST);
            x = x.blend(Exponential.LARGEST, high);
            VectorMask<Float> low = x.compare(VectorOperators.LT, -Exponential.LARGEST);
            x = x.blend(-Exponential.LARGEST, low);
            FloatVector shifted = x.mul(Exponential.LOG2_E).add(Exponential.ROUNDER);
            FloatVector n = shifted.sub(Exponential.ROUNDER);
            FloatVector f = n.fma(constant(-Exponential.LN2_LOW), n.fma(constant(-Exponential.LN2_HIGH), x));
            FloatVector p = f.fma(constant(Exponential.C0), constant(Exponential.C1));
            p = p.fma(f, constant(Exponential.C2));
            p = p.fma(f, constant(Exponential.C3));
            p = p.fma(f, constant(Exponential.C4));
            p = p.fma(f, constant(Exponential.C5));
            IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
            FloatVector e = f.mul(f).fma(p, f).add(one).mul(power.reinterpretAsFloats());
            FloatVector large = one.sub(two.div(e.add(one)));

            FloatVector square = v.mul(v);
            FloatVector q = square.fma(constant(Exponential.T0), constant(Exponential.T1));
            q = q.fma(square, constant(Exponential.T2));
            q = q.fma(square, constant(Exponential.T3));
            q = q.fma(square, constant(Exponential.T4));
            FloatVector small = q.mul(square).fma(v, v);
            large.blend(small, v.abs().compare(VectorOperators.LT, Exponential.SMALL))
                    .intoArray(y, u);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }
}
