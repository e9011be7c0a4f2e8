package org.amadeus.quant.kernel;

import org.amadeus.model.kernel.StepKernel;

/** A GRU cell with int8 weights over a larger batch. One block: oneDNN has threads of its own. */
final class NativeGruKernel implements StepKernel {
    private final NativeBatch ofInput;
    private final NativeBatch ofState;
    private final Int8Layer wx;
    private final Int8Layer wh;
    private final float[] x;
    private final float[] h;
    private final float[] gx;
    private final float[] gh;
    private final StepKernel gates;

    NativeGruKernel(int batch, Int8Layer wx, Int8Layer wh, Gates gates, float[] x, float[] h, float[] next) {
        int units = wh.weight().columns();
        this.ofInput = new NativeBatch(wx.weight(), batch);
        this.ofState = new NativeBatch(wh.weight(), batch);
        this.wx = wx;
        this.wh = wh;
        this.x = x;
        this.h = h;
        this.gx = new float[batch * 3 * units];
        this.gh = new float[batch * 3 * units];
        this.gates = new GatesKernel(batch, units, gates, gx, gh, h, next);
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return wx.bytes() + wh.bytes();
    }

    @Override
    public void run(int block) {
        ofInput.apply(x, wx.scale(), wx.bias(), gx);
        ofState.apply(h, wh.scale(), wh.bias(), gh);
        gates.run(0);
    }
}
