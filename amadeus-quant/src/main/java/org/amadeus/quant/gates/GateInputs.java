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
    private int gxOffset;
    private int ghOffset;
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
    void set(float[] gx, int gxOffset, float[] gh, int ghOffset, int third, float[] h, int hOffset) {
        this.gx = gx;
        this.gxOffset = gxOffset;
        this.gh = gh;
        this.ghOffset = ghOffset;
        this.third = third;
        this.h = h;
        this.hOffset = hOffset;
    }

    @Override
    public void run(int from, int to) {
        fit = GateStages.fits(gx, gxOffset, gh, ghOffset, third, h, hOffset, from, to);
        for (int gate = 0; gate < GATES; gate++) {
            GateStages.round(gx, gxOffset + gate * third, x[gate], from, to);
            GateStages.round(gh, ghOffset + gate * third, y[gate], from, to);
        }
        GateStages.round(h, hOffset, state, from, to);
    }

    /** Whether the inputs that were last read stay in the range of a half, so that the stages' results hold. */
    boolean fit() {
        return fit;
    }
}
