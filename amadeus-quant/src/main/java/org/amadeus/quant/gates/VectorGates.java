package org.amadeus.quant.gates;

import java.util.function.IntConsumer;
import jdk.incubator.vector.FloatVector;

/**
 * The Vector API's form: the same bits as {@link ScalarGates}. What comes in is copied, and rounded, into arrays of its own;
 * then a fixed program of stages works on these. The stages are objects of many classes behind one interface, so
 * that the JIT compiler keeps their loops apart: in one method they are more vectors than it can handle, and the rest are
 * put on the heap.
 */
public final class VectorGates implements Gates {
    private static final int LANES = FloatVector.SPECIES_PREFERRED.length();
    private static final int GATES = 3;

    private final Gates rest = new ScalarGates();
    /** The linear parts of the input, of the state, and the old state, by unit, in half precision. */
    private final float[][] x;

    private final float[][] y;
    private final float[] state;
    private final float[] fresh;
    private final IntConsumer[] program;

    /** @param units H */
    public VectorGates(int units) {
        this.x = new float[GATES][units];
        this.y = new float[GATES][units];
        this.state = new float[units];
        float[] reset = new float[units];
        float[] keep = new float[units];
        this.fresh = new float[units];
        this.program = new IntConsumer[] {
            GateStages.sum(x[0], y[0], reset),
            GateStages.sigmoid(reset),
            GateStages.sum(x[1], y[1], keep),
            GateStages.sigmoid(keep),
            GateStages.product(reset, y[2], reset),
            GateStages.sum(x[2], reset, fresh),
            GateStages.tanh(fresh, reset),
            GateStages.product(keep, state, reset),
            GateStages.complement(keep),
            GateStages.product(keep, fresh, fresh),
            GateStages.sum(fresh, reset, fresh)
        };
    }

    @Override
    public void apply(float[] gx, float[] gh, int offset, int third, float[] h, float[] next, int hOffset, int units) {
        int whole = units - units % LANES;
        if (!GateStages.fits(gx, gh, offset, third, h, hOffset, whole)) {
            whole = 0;
        }
        for (int gate = 0; gate < GATES; gate++) {
            GateStages.round(gx, offset + gate * third, x[gate], whole);
            GateStages.round(gh, offset + gate * third, y[gate], whole);
        }
        GateStages.round(h, hOffset, state, whole);
        for (IntConsumer stage : program) {
            stage.accept(whole);
        }
        System.arraycopy(fresh, 0, next, hOffset, whole);
        if (whole < units) {
            rest.apply(gx, gh, offset + whole, third, h, next, hOffset + whole, units - whole);
        }
    }
}
