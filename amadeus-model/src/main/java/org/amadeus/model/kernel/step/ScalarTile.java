package org.amadeus.model.kernel.step;

/** Plain Java, in loops that the JIT compiler turns into vector instructions itself. */
final class ScalarTile extends Tile {
    private static final int ROWS = 64;

    ScalarTile() {
        super(ROWS, 1, 1);
    }

    @Override
    void multiplyAdd(
            PackedRows weights, int column, int k, float[] x, int from, int stride, int count, float[] sums, int at) {
        float[] values = weights.values();
        for (int i = 0; i < k; i++) {
            float value = x[from + i];
            int row = (column + i) * ROWS;
            for (int r = 0; r < ROWS; r++) {
                sums[at + r] += values[row + r] * value;
            }
        }
    }

    @Override
    void gates(float[] a, int r, int z, int nx, int nh, int h, int next, int count) {
        for (int i = 0; i < count; i++) {
            float n = tanh(a[nx + i] + sigmoid(a[r + i]) * a[nh + i]);
            float keep = sigmoid(a[z + i]);
            a[next + i] = (1 - keep) * n + keep * a[h + i];
        }
    }

    private static float sigmoid(float x) {
        return (float) (1 / (1 + Math.exp(-x)));
    }

    private static float tanh(float x) {
        return (float) (1 - 2 / (1 + Math.exp(2 * x)));
    }
}
