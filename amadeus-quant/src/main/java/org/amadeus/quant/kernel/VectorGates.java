package org.amadeus.quant.kernel;

import jdk.incubator.vector.FloatVector;
import org.amadeus.quant.kernel.GateStages.Complement;
import org.amadeus.quant.kernel.GateStages.Product;
import org.amadeus.quant.kernel.GateStages.Sigmoid;
import org.amadeus.quant.kernel.GateStages.Stage;
import org.amadeus.quant.kernel.GateStages.Sum;
import org.amadeus.quant.kernel.GateStages.Tanh;

/**
 * The Vector API's form: the same bits as {@link ScalarGates}. What comes in is copied, and rounded, into arrays of its own;
 * then a fixed program of stages works on these. The stages are objects of many classes behind one interface, so
 * that the JIT compiler keeps their loops apart: in one method they are more vectors than it can handle, and the rest are
 * put on the heap.
 */
public final class VectorGates implements Gates {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int GATES = 3;

    private final boolean half;
    private final Gates rest;
    /** H(gx) and H(gh), each gate's by unit, and H(h). */
    private final float[][] x;

    private final float[][] y;
    private final float[] state;
    private final float[] result;
    private final Stage[] program;

    /**
     * @param half  whether sums and products round to half precision
     * @param units H
     */
    public VectorGates(boolean half, int units) {
        this.half = half;
        this.rest = new ScalarGates(half);
        this.x = new float[GATES][units];
        this.y = new float[GATES][units];
        this.state = new float[units];
        float[] reset = x[0];
        float[] keep = x[1];
        float[] fresh = x[2];
        this.result = fresh;
        this.program = new Stage[] {
            new Sum(half, x[0], y[0], reset),
            new Sigmoid(half, reset),
            new Sum(half, x[1], y[1], keep),
            new Sigmoid(half, keep),
            new Product(half, reset, y[2], reset),
            new Sum(half, x[2], reset, fresh),
            new Tanh(half, fresh),
            new Product(half, keep, state, state),
            new Complement(half, keep),
            new Product(half, keep, fresh, fresh),
            new Sum(half, fresh, state, result)
        };
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
        if (half && !GateStages.fits(gx, gxOffset, gh, ghOffset, third, h, hOffset, from, end)) {
            end = from;
        }
        for (int gate = 0; gate < GATES; gate++) {
            load(gx, gxOffset + gate * third, x[gate], from, end);
            load(gh, ghOffset + gate * third, y[gate], from, end);
        }
        load(h, hOffset, state, from, end);
        for (Stage stage : program) {
            stage.run(from, end);
        }
        System.arraycopy(result, from, next, hOffset + from, end - from);
        if (end < to) {
            rest.apply(gx, gxOffset, gh, ghOffset, third, h, next, hOffset, end, to);
        }
    }

    private void load(float[] source, int offset, float[] target, int from, int to) {
        if (half) {
            GateStages.round(source, offset, target, from, to);
        } else {
            System.arraycopy(source, offset + from, target, from, to - from);
        }
    }
}
