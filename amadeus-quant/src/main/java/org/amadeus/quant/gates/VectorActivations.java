package org.amadeus.quant.gates;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * σ and tanh by the Vector API, the same bits as {@link Exponential}'s. The loops are written out whole: a vector that is
 * passed to a method which the JIT compiler happens not to inline is put on the heap.
 */
final class VectorActivations {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    private VectorActivations() {}

    /** {@link Exponential#sigmoid} of every element, in place. */
    static void sigmoid(float[] y, int units) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        for (int u = 0; u < units; u += LANES) {
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
    static void tanh(float[] y, int units) {
        FloatVector one = FloatVector.broadcast(FLOATS, 1);
        FloatVector two = FloatVector.broadcast(FLOATS, 2);
        for (int u = 0; u < units; u += LANES) {
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
