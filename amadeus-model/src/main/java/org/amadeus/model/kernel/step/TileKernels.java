package org.amadeus.model.kernel.step;

import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kernels made of tiles.
 *
 * @param tiles the tile for a batch size
 */
record TileKernels(String name, IntFunction<Tile> tiles) implements StepKernels {
    private static final Logger LOG = LoggerFactory.getLogger(StepKernels.class);

    /** The choice is made, and its one line logged, when first asked for. */
    static final class Fastest {
        static final StepKernels KERNELS = choose();

        private static StepKernels choose() {
            if (StepKernels.vectorApi()) {
                return StepKernels.vector();
            }
            LOG.warn("The Vector API is missing, steps will be slower: start the JVM with --add-modules"
                    + " jdk.incubator.vector");
            return StepKernels.scalar();
        }
    }

    static Tile vectorTile(int batch) {
        if (batch == 1) {
            return new VectorTile8x1();
        }
        if (batch <= 4) {
            return new VectorTile2x4(4);
        }
        // Vectors of eight lanes are AVX2's, which has half as many registers as AVX-512 and NEON.
        return VectorTile.L == 8 ? new VectorTile2x4(8) : new VectorTile2x8();
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
