package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.step.StepKernel;

/** A whole GRU cell with int8 weights; a block is a tile of units: their six linear parts, then their gates. */
final class Int8GruKernel implements StepKernel {
    private static final int GATES = 3;

    private final int batch;
    private final int units;
    private final ScaledProduct[] ofInput = new ScaledProduct[GATES];
    private final ScaledProduct[] ofState = new ScaledProduct[GATES];
    /** Of each block. */
    private final Gates[] gates;

    private final float[] x;
    private final float[] h;
    private final float[] next;
    /** All samples' linear parts, each gate's with room for the last tile. */
    private final float[] gx;

    private final float[] gh;
    private final int third;
    /** From one sample to the next. */
    private final int sample;

    Int8GruKernel(
            int batch,
            Int8Layer wx,
            Int8Layer wh,
            boolean half,
            Int8Kernels kernels,
            float[] x,
            float[] h,
            float[] next) {
        this.batch = batch;
        this.units = wh.weight().columns();
        for (int gate = 0; gate < GATES; gate++) {
            ofInput[gate] = new ScaledProduct(wx.rows(gate * units, (gate + 1) * units), kernels);
            ofState[gate] = new ScaledProduct(wh.rows(gate * units, (gate + 1) * units), kernels);
        }
        this.x = x;
        this.h = h;
        this.next = next;
        this.third = ofInput[0].paddedRows();
        this.gates = new Gates[blocks()];
        for (int block = 0; block < gates.length; block++) {
            gates[block] = kernels.gates(half, ofInput[0].tileRows());
        }
        this.sample = GATES * third;
        this.gx = new float[batch * sample];
        this.gh = new float[batch * sample];
    }

    @Override
    public int blocks() {
        return ofInput[0].tiles();
    }

    @Override
    public long weightBytes() {
        long bytes = 0;
        for (int gate = 0; gate < GATES; gate++) {
            bytes += ofInput[gate].weightBytes() + ofState[gate].weightBytes();
        }
        return bytes;
    }

    @Override
    public void run(int block) {
        int from = block * ofInput[0].tileRows();
        int to = Math.min(units, from + ofInput[0].tileRows());
        for (int gate = 0; gate < GATES; gate++) {
            multiply(ofInput[gate], block, x, gx, gate * third);
            multiply(ofState[gate], block, h, gh, gate * third);
        }
        for (int b = 0; b < batch; b++) {
            int at = b * sample + from;
            gates[block].apply(gx, at, gh, at, third, h, next, b * units + from, 0, to - from);
        }
    }

    /** One tile for all samples in a row, while its weights are in the nearest cache. */
    private void multiply(ScaledProduct product, int tile, float[] input, float[] sums, int at) {
        int in = product.columns();
        int b = 0;
        for (; b + 2 <= batch; b += 2) {
            product.applyTwo(tile, input, b * in, in, sums, b * sample + at, sample);
        }
        if (b < batch) {
            product.apply(tile, input, b * in, sums, b * sample + at);
        }
    }
}
