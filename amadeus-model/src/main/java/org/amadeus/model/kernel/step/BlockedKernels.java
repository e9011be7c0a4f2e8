package org.amadeus.model.kernel.step;

import java.util.function.IntFunction;

/** Kernels made of tiles: the Vector API's, or plain Java's where the JVM lacks it. */
final class BlockedKernels implements StepKernels {
    private final String name;
    private final IntFunction<Tile> tiles;

    /** @param tiles the tile for a batch size */
    BlockedKernels(String name, IntFunction<Tile> tiles) {
        this.name = name;
        this.tiles = tiles;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StepKernel linear(int batch, LinearWeights weights, int[] rows, float[] x, float[] y) {
        return new BlockedLinear(tiles.apply(batch), batch, weights, rows, x, y);
    }

    @Override
    public StepKernel gru(int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next) {
        return new BlockedGru(tiles.apply(batch), batch, wx, wh, x, h, next);
    }

    @Override
    public StepKernel gates(int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next) {
        return new BlockedGates(tiles.apply(batch), batch, hidden, gx, gh, h, next);
    }
}
