package org.amadeus.quant.kernel;

import org.amadeus.quant.kernel.GateStages.Stage;

/** The first stage of {@link VectorGates}: copies what comes in, and rounds it in half precision. */
final class GateInputs implements Stage {
    private static final int GATES = 3;

    private final boolean half;
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

    GateInputs(boolean half, int units) {
        this.half = half;
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
        fit = !half || GateStages.fits(gx, gxOffset, gh, ghOffset, third, h, hOffset, from, to);
        for (int gate = 0; gate < GATES; gate++) {
            load(gx, gxOffset + gate * third, x[gate], from, to);
            load(gh, ghOffset + gate * third, y[gate], from, to);
        }
        load(h, hOffset, state, from, to);
    }

    private void load(float[] source, int offset, float[] target, int from, int to) {
        if (half) {
            GateStages.round(source, offset, target, from, to);
        } else {
            System.arraycopy(source, offset + from, target, from, to - from);
        }
    }

    /** Whether the inputs that were last read stay in the range of a half, so that the stages' results hold. */
    boolean fit() {
        return fit;
    }
}
