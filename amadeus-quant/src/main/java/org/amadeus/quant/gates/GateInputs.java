package org.amadeus.quant.gates;

import org.amadeus.quant.gates.GateStages.Stage;

/** The first stage of {@link VectorGates}: what comes in, rounded to half precision. */
final class GateInputs implements Stage {
    private static final int GATES = 3;

    private final float[][] x;
    private final float[][] y;
    private final float[] state;
    private float[] gx;
    private float[] gh;
    private float[] h;
    private int offset;
    private int hOffset;
    private int third;
    private boolean fit;

    GateInputs(int units) {
        this.x = new float[GATES][units];
        this.y = new float[GATES][units];
        this.state = new float[units];
    }

    /** A gate's linear part of the input, by unit. */
    float[] x(int gate) {
        return x[gate];
    }

    /** A gate's linear part of the state, by unit. */
    float[] y(int gate) {
        return y[gate];
    }

    /** The old state, by unit. */
    float[] state() {
        return state;
    }

    /** Says where the inputs are, as {@link Gates#apply} has them. */
    void set(float[] gx, float[] gh, int offset, int third, float[] h, int hOffset) {
        this.gx = gx;
        this.gh = gh;
        this.offset = offset;
        this.third = third;
        this.h = h;
        this.hOffset = hOffset;
    }

    @Override
    public void run(int units) {
        fit = GateStages.fits(gx, gh, offset, third, h, hOffset, units);
        for (int gate = 0; gate < GATES; gate++) {
            GateStages.round(gx, offset + gate * third, x[gate], units);
            GateStages.round(gh, offset + gate * third, y[gate], units);
        }
        GateStages.round(h, hOffset, state, units);
    }

    /** Whether the inputs that were last read stay in the range of a half, so that the stages' results hold. */
    boolean fit() {
        return fit;
    }
}
