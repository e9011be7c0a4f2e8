package org.amadeus.model.kernel.step;

/** What the kernels are to compute: plain loops, sums in double precision. */
public final class NaiveKernels extends StepKernels {
    public NaiveKernels() {
        super("naive", batch -> null);
    }

    @Override
    public StepKernel linear(int batch, LinearWeights weights, int[] rows, float[] x, float[] y) {
        return new OneBlock(() -> {
            for (int b = 0; b < batch; b++) {
                for (int o = 0; o < weights.out(); o++) {
                    y[b * weights.out() + o] = (float) row(weights, rows[b], o, x, b);
                }
            }
        });
    }

    @Override
    public StepKernel gru(int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next) {
        int hidden = wh.in();
        return new OneBlock(() -> {
            for (int b = 0; b < batch; b++) {
                for (int u = 0; u < hidden; u++) {
                    next[b * hidden + u] = gate(
                            row(wx, 0, u, x, b) + row(wh, 0, u, h, b),
                            row(wx, 0, hidden + u, x, b) + row(wh, 0, hidden + u, h, b),
                            row(wx, 0, 2 * hidden + u, x, b),
                            row(wh, 0, 2 * hidden + u, h, b),
                            h[b * hidden + u]);
                }
            }
        });
    }

    @Override
    public StepKernel gates(int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next) {
        return new OneBlock(() -> {
            for (int b = 0; b < batch; b++) {
                int g = 3 * b * hidden;
                for (int u = 0; u < hidden; u++) {
                    next[b * hidden + u] = gate(
                            (double) gx[g + u] + gh[g + u],
                            (double) gx[g + hidden + u] + gh[g + hidden + u],
                            gx[g + 2 * hidden + u],
                            gh[g + 2 * hidden + u],
                            h[b * hidden + u]);
                }
            }
        });
    }

    private static double row(LinearWeights weights, int biasRow, int o, float[] x, int b) {
        double sum = weights.bias()[biasRow * weights.out() + o];
        for (int k = 0; k < weights.in(); k++) {
            sum += (double) weights.weight()[o * weights.in() + k] * x[b * weights.in() + k];
        }
        return sum;
    }

    private static float gate(double r, double z, double nx, double nh, double h) {
        double n = Math.tanh(nx + sigmoid(r) * nh);
        double keep = sigmoid(z);
        return (float) ((1 - keep) * n + keep * h);
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
