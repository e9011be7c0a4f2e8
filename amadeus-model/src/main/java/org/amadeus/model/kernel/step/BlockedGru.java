package org.amadeus.model.kernel.step;

/**
 * {@link StepKernels#gru} by tiles: one block of R units for all samples. The weights of a block lie in the order they
 * are used: r of x, r of h, z of x, z of h, n of x, n of h. The sums of r and z run over x and h
 * without a stop; n's two halves stay apart, for r comes between them.
 */
final class BlockedGru implements StepKernel {
    private final Tile tile;
    private final int batch;
    private final int in;
    private final int hidden;
    private final int blocks;
    private final PackedRows weights;
    /** For each block [4, R]: r, z (both biases added up), n of x, n of h. */
    private final float[] bias;

    private final float[] x;
    private final float[] h;
    private final float[] next;
    /** For each block [6, S, R]: r, z, n of x, n of h, state, new state. */
    private final float[] scratch;

    BlockedGru(Tile tile, int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next) {
        this.tile = tile;
        this.batch = batch;
        this.in = wx.in();
        this.hidden = wh.in();
        this.x = x;
        this.h = h;
        this.next = next;
        int rows = tile.rows();
        this.blocks = PackedRows.blocks(hidden, rows);
        this.weights = new PackedRows(tile, blocks * 3 * (in + hidden));
        this.bias = new float[blocks * rows * 4];
        this.scratch = new float[blocks * rows * 6 * tile.samples()];
        for (int block = 0; block < blocks; block++) {
            pack(block * rows, wx, wh);
        }
    }

    private void pack(int first, LinearWeights wx, LinearWeights wh) {
        int rows = tile.rows();
        int width = width(first);
        for (int gate = 0; gate < 3; gate++) {
            int row = gate * hidden + first;
            int column = (first / rows * 3 + gate) * (in + hidden);
            weights.pack(wx.weight(), in, row, width, column);
            weights.pack(wh.weight(), hidden, row, width, column + in);
            for (int u = 0; u < width; u++) {
                float ofX = wx.bias()[row + u];
                float ofH = wh.bias()[row + u];
                bias[first * 4 + gate * rows + u] = gate < 2 ? ofX + ofH : ofX;
                if (gate == 2) {
                    bias[first * 4 + 3 * rows + u] = ofH;
                }
            }
        }
    }

    @Override
    public long weightBytes() {
        return weights.bytes() + (long) Float.BYTES * bias.length;
    }

    private int width(int first) {
        return Math.min(tile.rows(), hidden - first);
    }

    @Override
    public int blocks() {
        return blocks;
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b += tile.samples()) {
            run(block * tile.rows(), b, Math.min(tile.samples(), batch - b));
        }
    }

    private void run(int first, int b, int count) {
        int rows = tile.rows();
        int width = width(first);
        int plane = rows * tile.samples();
        int r = first * 6 * tile.samples();
        int z = r + plane;
        int nx = z + plane;
        int nh = nx + plane;
        int state = nh + plane;
        for (int s = 0; s < count; s++) {
            for (int part = 0; part < 4; part++) {
                System.arraycopy(bias, first * 4 + part * rows, scratch, r + part * plane + s * rows, rows);
            }
            System.arraycopy(h, (b + s) * hidden + first, scratch, state + s * rows, width);
        }
        int w = first / rows * 3 * (in + hidden);
        multiply(w, in, x, b, count, r);
        multiply(w + in, hidden, h, b, count, r);
        multiply(w + in + hidden, in, x, b, count, z);
        multiply(w + 2 * in + hidden, hidden, h, b, count, z);
        multiply(w + 2 * in + 2 * hidden, in, x, b, count, nx);
        multiply(w + 3 * in + 2 * hidden, hidden, h, b, count, nh);
        tile.gates(scratch, r, z, nx, nh, state, state + plane, count * rows);
        for (int s = 0; s < count; s++) {
            System.arraycopy(scratch, state + plane + s * rows, next, (b + s) * hidden + first, width);
        }
    }

    private void multiply(int column, int k, float[] input, int b, int count, int sums) {
        tile.multiplyAddInStretches(weights, column, k, input, b * k, k, count, scratch, sums);
    }
}
