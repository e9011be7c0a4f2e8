package org.amadeus.model.kernel.step;

/** {@link StepKernels#gates} with a tile's arithmetic, where the two linear parts are computed by other kernels. */
final class BlockedGates implements StepKernel {
    private final Tile tile;
    private final int batch;
    private final int hidden;
    private final int padded;
    private final float[] gx;
    private final float[] gh;
    private final float[] h;
    private final float[] next;
    /** [6, padded H]: r, z, n of x, n of h, state, new state. */
    private final float[] scratch;

    BlockedGates(Tile tile, int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next) {
        this.tile = tile;
        this.batch = batch;
        this.hidden = hidden;
        this.padded = PackedRows.blocks(hidden, tile.rows()) * tile.rows();
        this.gx = gx;
        this.gh = gh;
        this.h = h;
        this.next = next;
        this.scratch = new float[6 * padded];
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public void run(int block) {
        for (int b = 0; b < batch; b++) {
            int from = 3 * b * hidden;
            for (int u = 0; u < hidden; u++) {
                scratch[u] = gx[from + u] + gh[from + u];
                scratch[padded + u] = gx[from + hidden + u] + gh[from + hidden + u];
            }
            System.arraycopy(gx, from + 2 * hidden, scratch, 2 * padded, hidden);
            System.arraycopy(gh, from + 2 * hidden, scratch, 3 * padded, hidden);
            System.arraycopy(h, b * hidden, scratch, 4 * padded, hidden);
            tile.gates(scratch, 0, padded, 2 * padded, 3 * padded, 4 * padded, 5 * padded, padded);
            System.arraycopy(scratch, 5 * padded, next, b * hidden, hidden);
        }
    }
}
