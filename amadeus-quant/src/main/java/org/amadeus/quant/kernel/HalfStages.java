package org.amadeus.quant.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sums and products of {@link VectorGates} in half precision. H(v) is {@link Half#round} of v, here without what that
 * does for values that leave the range of a half: {@link #fits} tells beforehand that none will. The rounding is written
 * out wherever it is needed, for the reason that is given there; loops with more than three of them are not compiled well:
 *
 * <pre>
 *   s = 1.5 * 2^13 * max(2^exponent(v), 2^-14)      H(v) = v + s - s, with the sign of v
 * </pre>
 */
final class HalfStages {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int MAGNITUDE = ~Half.SIGN;
    /** The bits of the largest float below 32760: it rounds to 32752, and two of these make the largest half. */
    private static final int LARGEST = 0x46FFEFFF;

    private HalfStages() {}

    /** Whether all of gx, gh and h of these units are numbers whose sums and products stay in the range of a half. */
    static boolean fits(
            float[] gx, int gxOffset, float[] gh, int ghOffset, int third, float[] h, int hOffset, int from, int to) {
        IntVector most = IntVector.zero(INTS);
        for (int u = from; u < to; u += LANES) {
            most = most.max(bits(h, hOffset + u));
            for (int gate = 0, x = gxOffset + u, y = ghOffset + u; gate < 3; gate++, x += third, y += third) {
                most = most.max(bits(gx, x)).max(bits(gh, y));
            }
        }
        return most.reduceLanes(VectorOperators.MAX) <= LARGEST;
    }

    private static IntVector bits(float[] array, int at) {
        return FloatVector.fromArray(FLOATS, array, at).reinterpretAsInts().and(MAGNITUDE);
    }

    /** y = H(H(a) + H(b)). */
    static void sum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, aOffset + u);
            IntVector bits = v.reinterpretAsInts();
            FloatVector s = shifter(bits);
            v = signed(v.add(s).sub(s), bits);
            FloatVector w = FloatVector.fromArray(FLOATS, b, bOffset + u);
            bits = w.reinterpretAsInts();
            s = shifter(bits);
            v = v.add(signed(w.add(s).sub(s), bits));
            bits = v.reinterpretAsInts();
            s = shifter(bits);
            signed(v.add(s).sub(s), bits).intoArray(y, yOffset + u);
        }
    }

    /** y = H(H(a) H(b)). */
    static void product(float[] a, int aOffset, float[] b, int bOffset, float[] y, int from, int to) {
        for (int u = from; u < to; u += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, aOffset + u);
            IntVector bits = v.reinterpretAsInts();
            FloatVector s = shifter(bits);
            v = signed(v.add(s).sub(s), bits);
            FloatVector w = FloatVector.fromArray(FLOATS, b, bOffset + u);
            bits = w.reinterpretAsInts();
            s = shifter(bits);
            v = v.mul(signed(w.add(s).sub(s), bits));
            bits = v.reinterpretAsInts();
            s = shifter(bits);
            signed(v.add(s).sub(s), bits).intoArray(y, u);
        }
    }

    /** y = 1 - H(y). */
    static void complement(float[] y, int from, int to) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int u = from; u < to; u += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, y, u);
            IntVector bits = v.reinterpretAsInts();
            FloatVector s = shifter(bits);
            one.sub(signed(v.add(s).sub(s), bits)).intoArray(y, u);
        }
    }

    private static FloatVector shifter(IntVector bits) {
        return bits.and(Half.EXPONENT)
                .max(Half.LEAST_NORMAL)
                .add(Half.TO_SHIFTER)
                .reinterpretAsFloats();
    }

    private static FloatVector signed(FloatVector rounded, IntVector bits) {
        return rounded.reinterpretAsInts().or(bits.and(Half.SIGN)).reinterpretAsFloats();
    }
}
