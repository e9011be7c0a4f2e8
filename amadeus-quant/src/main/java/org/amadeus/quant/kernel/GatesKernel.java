package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/** The gates of a GRU cell alone, where its linear parts are computed by other kernels; a block is a span of units. */
final class GatesKernel implements StepKernel {
    private static final int SPAN = 256;

    private final int batch;
    private final int units;
    private final Gates gates;
    private final float[] gx;
    private final float[] gh;
    private final float[] h;
    private final float[] next;

    /** gx and gh [B, 3H], h and next [B, H]. */
    GatesKernel(int batch, int units, Gates gates, float[] gx, float[] gh, float[] h, float[] next) {
        this.batch = batch;
        this.units = units;
        this.gates = gates;
        this.gx = gx;
        this.gh = gh;
        this.h = h;
        this.next = next;
    }

    @Override
    public int blocks() {
        return (units + SPAN - 1) / SPAN;
    }

    @Override
    public void run(int block) {
        int from = block * SPAN;
        int to = Math.min(units, from + SPAN);
        for (int b = 0; b < batch; b++) {
            gates.apply(gx, b * 3 * units, gh, b * 3 * units, units, h, next, b * units, from, to);
        }
    }
}
