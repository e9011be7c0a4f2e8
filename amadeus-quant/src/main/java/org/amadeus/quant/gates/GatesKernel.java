package org.amadeus.quant.gates;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.amadeus.model.kernel.step.StepKernel;

/** The gates of a GRU cell alone, where its linear parts are computed by other kernels; a block is a span of units. */
public final class GatesKernel implements StepKernel {
    private static final int SPAN = 256;

    private final int batch;
    private final int units;
    /** Of each block. */
    private final Gates[] gates;

    private final float[] gx;
    private final float[] gh;
    private final float[] h;
    private final float[] next;

    /**
     * gx and gh [B, 3H], h and next [B, H].
     *
     * @param gates the arithmetic, for so many units
     */
    public GatesKernel(
            int batch, int units, IntFunction<Gates> gates, float[] gx, float[] gh, float[] h, float[] next) {
        this.batch = batch;
        this.units = units;
        this.gates = new Gates[blocks()];
        Arrays.setAll(this.gates, block -> gates.apply(Math.min(SPAN, units - block * SPAN)));
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
            int at = b * 3 * units + from;
            gates[block].apply(gx, at, gh, at, units, h, next, b * units + from, 0, to - from);
        }
    }
}
