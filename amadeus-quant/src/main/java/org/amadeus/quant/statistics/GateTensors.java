package org.amadeus.quant.statistics;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * The tensors inside a GRU cell's gates. The graph computes them in one op; the reference has a module for each sum and
 * product, whose calls it pools: sums r, z, n, 1 - z, h'; products r * n_h, -1 * z, (1 - z) * n, z * h.
 */
final class GateTensors {
    private final int batch;
    private final int units;
    private final float[] gx;
    private final float[] gh;
    private final float[] h;

    /**
     * @param gx [B, 3H]
     * @param gh [B, 3H]
     * @param h  [B, H]
     */
    GateTensors(int batch, float[] gx, float[] gh, float[] h) {
        this.batch = batch;
        this.units = h.length / batch;
        this.gx = gx;
        this.gh = gh;
        this.h = h;
    }

    void record(LayerTracker add, LayerTracker multiply, LayerTracker r, LayerTracker z, LayerTracker n) {
        float[] reset = activate(r, sum(add, third(gx, 0), third(gh, 0)), false);
        float[] keep = activate(z, sum(add, third(gx, 1), third(gh, 1)), false);
        float[] fromState = product(multiply, reset, third(gh, 2));
        float[] fresh = activate(n, sum(add, third(gx, 2), fromState), true);
        float[] rest = sum(add, filled(1), product(multiply, filled(-1), keep));
        sum(add, product(multiply, rest, fresh), product(multiply, keep, h));
    }

    private float[] sum(LayerTracker tracker, float[] a, float[] b) {
        return both(tracker, a, b, Double::sum);
    }

    private float[] product(LayerTracker tracker, float[] a, float[] b) {
        return both(tracker, a, b, (p, q) -> p * q);
    }

    /** In double, whose rounding to a float gives what the same operation of floats does. */
    private float[] both(LayerTracker tracker, float[] a, float[] b, DoubleBinaryOperator operation) {
        float[] y = new float[a.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) operation.applyAsDouble(a[i], b[i]);
        }
        tracker.call(seen(y), seen(a), seen(b));
        return y;
    }

    private float[] activate(LayerTracker tracker, float[] x, boolean tanh) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) (tanh ? Math.tanh(x[i]) : 1 / (1 + Math.exp(-x[i])));
        }
        tracker.call(seen(y), seen(x));
        return y;
    }

    private LayerTracker.Seen seen(float[] values) {
        return LayerTracker.Seen.ofBatch(values, batch);
    }

    private float[] filled(float value) {
        float[] y = new float[batch * units];
        Arrays.fill(y, value);
        return y;
    }

    private float[] third(float[] gates, int which) {
        float[] part = new float[batch * units];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(gates, (3 * b + which) * units, part, b * units, units);
        }
        return part;
    }
}
