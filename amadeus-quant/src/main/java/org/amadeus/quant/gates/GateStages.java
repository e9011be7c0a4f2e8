package org.amadeus.quant.gates;

import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stages of {@link VectorGates}: what is done to so many units, whole vectors of them. H(v) is {@link Half#round} of v, here without what that does for values that leave
 * the range of a half: {@link #fits} tells beforehand that none will.
 *
 * <pre>
 *   s = 1.5 * 2^13 * max(2^exponent(v), 2^-14)      H(v) = v + s - s, with the sign of v
 * </pre>
 *
 * The loops are written out whole: a vector that is passed to a method which the JIT compiler happens not to inline is put on
 * the heap.
 */
final class GateStages {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int MAGNITUDE = ~Half.SIGN;
    /** The bits of the largest float below 32760: it rounds to 32752, and two of these make the largest half. */
    private static final int LARGEST = 0x46FFEFFF;

    private GateStages() {}

    /** Whether all of gx, gh and h of these units are numbers whose sums and products stay in the range of a half. */
    static boolean fits(float[] gx, float[] gh, int offset, int third, float[] h, int hOffset, int units) {
        IntVector most = IntVector.zero(INTS);
        for (int u = 0; u < units; u += LANES) {
            most = most.max(bits(h, hOffset + u));
            for (int gate = 0, at = offset + u; gate < 3; gate++, at += third) {
                most = most.max(bits(gx, at)).max(bits(gh, at));
            }
        }
        return most.reduceLanes(VectorOperators.MAX) <= LARGEST;
    }

    private static IntVector bits(float[] array, int at) {
        return FloatVector.fromArray(FLOATS, array, at).reinterpretAsInts().and(MAGNITUDE);
    }

    /** y = H(x). */
    static void round(float[] x, int xOffset, float[] y, int units) {
        for (int u = 0; u < units; u += LANES) {
            rounded(FloatVector.fromArray(FLOATS, x, xOffset + u)).intoArray(y, u);
        }
    }

    /** y = H(a + b). */
    static IntConsumer sum(float[] a, float[] b, float[] y) {
        return units -> {
            for (int u = 0; u < units; u += LANES) {
                FloatVector.fromArray(FLOATS, a, u)
                        .add(FloatVector.fromArray(FLOATS, b, u))
                        .intoArray(y, u);
            }
            round(y, 0, y, units);
        };
    }

    /** y = H(a b). */
    static IntConsumer product(float[] a, float[] b, float[] y) {
        return units -> {
            for (int u = 0; u < units; u += LANES) {
                FloatVector.fromArray(FLOATS, a, u)
                        .mul(FloatVector.fromArray(FLOATS, b, u))
                        .intoArray(y, u);
            }
            round(y, 0, y, units);
        };
    }

    /** y = H(1 - y). */
    static IntConsumer complement(float[] y) {
        return units -> {
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            for (int u = 0; u < units; u += LANES) {
                one.sub(FloatVector.fromArray(FLOATS, y, u)).intoArray(y, u);
            }
            round(y, 0, y, units);
        };
    }

    /** y = H(σ(y)). */
    static IntConsumer sigmoid(float[] y) {
        return units -> {
            exp(y, -1, y, units);
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            for (int u = 0; u < units; u += LANES) {
                one.div(FloatVector.fromArray(FLOATS, y, u).add(one)).intoArray(y, u);
            }
            round(y, 0, y, units);
        };
    }

    /** y = H(tanh(y)). */
    static IntConsumer tanh(float[] y, float[] work) {
        return units -> {
            exp(y, 2, work, units);
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            FloatVector two = FloatVector.broadcast(FLOATS, 2);
            for (int u = 0; u < units; u += LANES) {
                FloatVector x = FloatVector.fromArray(FLOATS, y, u);
                FloatVector square = x.mul(x);
                FloatVector p = square.fma(constant(Exponential.T0), constant(Exponential.T1));
                p = p.fma(square, constant(Exponential.T2));
                p = p.fma(square, constant(Exponential.T3));
                p = p.fma(square, constant(Exponential.T4));
                FloatVector small = p.mul(square).fma(x, x);
                FloatVector e = FloatVector.fromArray(FLOATS, work, u);
                one.sub(two.div(e.add(one)))
                        .blend(small, x.abs().compare(VectorOperators.LT, Exponential.SMALL))
                        .intoArray(y, u);
            }
            round(y, 0, y, units);
        };
    }

    /** y = e^(factor x), the same bits as {@link Exponential#exp}'s; factor is a power of two or its negative. */
    static void exp(float[] x, float factor, float[] y, int units) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int u = 0; u < units; u += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, u).mul(factor);
            // Compared and blended: min and max of floats are long in code.
            VectorMask<Float> high = v.compare(VectorOperators.GT, Exponential.LARGEST);
            v = v.blend(Exponential.LARGEST, high);
            VectorMask<Float> low = v.compare(VectorOperators.LT, -Exponential.LARGEST);
            v = v.blend(-Exponential.LARGEST, low);
            FloatVector shifted = v.mul(Exponential.LOG2_E).add(Exponential.ROUNDER);
            FloatVector n = shifted.sub(Exponential.ROUNDER);
            FloatVector f = n.fma(constant(-Exponential.LN2_LOW), n.fma(constant(-Exponential.LN2_HIGH), v));
            FloatVector p = f.fma(constant(Exponential.C0), constant(Exponential.C1));
            p = p.fma(f, constant(Exponential.C2));
            p = p.fma(f, constant(Exponential.C3));
            p = p.fma(f, constant(Exponential.C4));
            p = p.fma(f, constant(Exponential.C5));
            // The low bits of the shifted number are n: no conversion, which Java 17 has no instruction for.
            IntVector power = shifted.reinterpretAsInts().add(127).lanewise(VectorOperators.LSHL, 23);
            f.mul(f).fma(p, f).add(one).mul(power.reinterpretAsFloats()).intoArray(y, u);
        }
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    private static FloatVector rounded(FloatVector v) {
        IntVector bits = v.reinterpretAsInts();
        FloatVector s = bits.and(Half.EXPONENT)
                .max(Half.LEAST_NORMAL)
                .add(Half.TO_SHIFTER)
                .reinterpretAsFloats();
        return v.add(s).sub(s).reinterpretAsInts().or(bits.and(Half.SIGN)).reinterpretAsFloats();
    }
}
