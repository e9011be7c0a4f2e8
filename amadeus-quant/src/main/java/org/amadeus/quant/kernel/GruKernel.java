package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.gates.Gates;
import org.amadeus.quant.product.LayerProduct;

/**
 * A GRU cell, or some neighbouring units of one, over a whole batch: the products of all samples, then sample by sample
 * the linear parts and the gates, while they are in the nearest cache. One block.
 */
final class GruKernel implements StepKernel {
    private static final int GATES = 3;

    private final int batch;
    private final int units;
    private final LayerProduct ofInput;
    private final LayerProduct ofState;
    private final Gates gates;
    private final float[] x;
    private final float[] h;
    private final float[] next;
    private final int fromUnit;
    private final int allUnits;
    private final float[] gx;
    private final float[] gh;

    /**
     * @param units   how many units are computed here
     * @param ofInput their rows of the input's matrix: r, z, n
     * @param ofState their rows of the state's matrix, likewise
     * @param gates   for so many units, nobody else's
     * @param x       input [B, in]
     * @param h       state [B, all units], of which these begin at {@code fromUnit}
     * @param next    output: the new state, likewise
     */
    GruKernel(
            int batch,
            int units,
            LayerProduct ofInput,
            LayerProduct ofState,
            Gates gates,
            float[] x,
            float[] h,
            float[] next,
            int fromUnit,
            int allUnits) {
        this.batch = batch;
        this.units = units;
        this.ofInput = ofInput;
        this.ofState = ofState;
        this.gates = gates;
        this.x = x;
        this.h = h;
        this.next = next;
        this.fromUnit = fromUnit;
        this.allUnits = allUnits;
        this.gx = new float[GATES * units];
        this.gh = new float[GATES * units];
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return ofInput.weightBytes() + ofState.weightBytes();
    }

    @Override
    public void run(int block) {
        ofInput.multiply(x);
        ofState.multiply(h);
        for (int b = 0; b < batch; b++) {
            ofInput.read(b, gx, 0);
            ofState.read(b, gh, 0);
            gates.apply(gx, 0, gh, 0, units, h, next, b * allUnits + fromUnit, 0, units);
        }
    }
}
