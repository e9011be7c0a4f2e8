package org.amadeus.quant.gates;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The stages of {@link VectorGates}. H(v) is {@link Half#round} of v, here without what that does for values that leave
 * the range of a half: {@link #fits} tells beforehand that none will.
 *
 * <pre>
 *   s = 1.5 * 2^13 * max(2^exponent(v), 2^-14)      H(v) = v + s - s, with the sign of v
 * </pre>
 */
final class GateStages {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final int MAGNITUDE = ~Half.SIGN;
    /** The bits of the largest float below 32760: it rounds to 32752, and two of these make the largest half. */
    private static final int LARGEST = 0x46FFEFFF;

    private GateStages() {}

    /** Something that is done to so many units, whole vectors of them. */
    interface Stage {
        void run(int units);
    }

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
    record Sum(float[] a, float[] b, float[] y) implements Stage {
        @Override
        public void run(int units) {
            for (int u = 0; u < units; u += LANES) {
                FloatVector.fromArray(FLOATS, a, u)
                        .add(FloatVector.fromArray(FLOATS, b, u))
                        .intoArray(y, u);
            }
            round(y, 0, y, units);
        }
    }

    /** y = H(a b). */
    record Product(float[] a, float[] b, float[] y) implements Stage {
        @Override
        public void run(int units) {
            for (int u = 0; u < units; u += LANES) {
                FloatVector.fromArray(FLOATS, a, u)
                        .mul(FloatVector.fromArray(FLOATS, b, u))
                        .intoArray(y, u);
            }
            round(y, 0, y, units);
        }
    }

    /** y = H(1 - y). */
    record Complement(float[] y) implements Stage {
        @Override
        public void run(int units) {
            FloatVector one = FloatVector.broadcast(FLOATS, 1);
            for (int u = 0; u < units; u += LANES) {
                one.sub(FloatVector.fromArray(FLOATS, y, u)).intoArray(y, u);
            }
            round(y, 0, y, units);
        }
    }

    /** y = H(σ(y)). */
    record Sigmoid(float[] y) implements Stage {
        @Override
        public void run(int units) {
            VectorActivations.sigmoid(y, units);
            round(y, 0, y, units);
        }
    }

    /** y = H(tanh(y)). */
    record Tanh(float[] y) implements Stage {
        @Override
        public void run(int units) {
            VectorActivations.tanh(y, units);
            round(y, 0, y, units);
        }
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
