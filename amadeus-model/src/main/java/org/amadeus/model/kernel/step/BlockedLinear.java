package org.amadeus.model.kernel.step;

/** {@link StepKernels#linear} by tiles: one block of R outputs for all samples. */
final class BlockedLinear implements StepKernel {
    private final Tile tile;
    private final int batch;
    private final int in;
    private final int out;
    private final int blocks;
    private final PackedRows weights;
    private final float[] bias;
    private final int[] rows;
    private final float[] x;
    private final float[] y;
    private final float[] scratch;

    BlockedLinear(Tile tile, int batch, LinearWeights w, int[] rows, float[] x, float[] y) {
        this.tile = tile;
        this.batch = batch;
        this.in = w.in();
        this.out = w.out();
        this.blocks = PackedRows.blocks(out, tile.rows());
        this.weights = new PackedRows(tile, blocks * in);
        this.bias = w.bias();
        this.rows = rows;
        this.x = x;
        this.y = y;
        this.scratch = new float[blocks * tile.rows() * tile.samples()];
        for (int block = 0; block < blocks; block++) {
            int first = block * tile.rows();
            weights.pack(w.weight(), in, first, width(first), block * in);
        }
    }

    @Override
    public long weightBytes() {
        return weights.bytes() + (long) Float.BYTES * bias.length;
    }

    private int width(int first) {
        return Math.min(tile.rows(), out - first);
    }

    @Override
    public int blocks() {
        return blocks;
    }

    @Override
    public void run(int block) {
        int first = block * tile.rows();
        int width = width(first);
        int sums = first * tile.samples();
        for (int b = 0; b < batch; b += tile.samples()) {
            int count = Math.min(tile.samples(), batch - b);
            for (int s = 0; s < count; s++) {
                System.arraycopy(bias, rows[b + s] * out + first, scratch, sums + s * tile.rows(), width);
            }
            tile.multiplyAddInStretches(weights, block * in, in, x, b * in, in, count, scratch, sums);
            for (int s = 0; s < count; s++) {
                System.arraycopy(scratch, sums + s * tile.rows(), y, (b + s) * out + first, width);
            }
        }
    }
}
