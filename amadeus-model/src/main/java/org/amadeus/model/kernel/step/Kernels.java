package org.amadeus.model.kernel.step;

import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The families of kernels there are, made of tiles, and the fastest that this JVM can run. */
public final class Kernels implements StepKernels {
    private static final Logger LOG = LoggerFactory.getLogger(Kernels.class);
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private final String name;
    private final IntFunction<Tile> tiles;

    /** @param tiles the tile for a batch size */
    private Kernels(String name, IntFunction<Tile> tiles) {
        this.name = name;
        this.tiles = tiles;
    }

    /** The choice is made, and its one line logged, when first asked for. */
    private static final class Fastest {
        static final StepKernels KERNELS = choose();

        private static StepKernels choose() {
            if (vectorApi()) {
                return vector();
            }
            LOG.warn(
                    "The Vector API is missing, steps will be slower: start the JVM with --add-modules {}",
                    VECTOR_MODULE);
            return scalar();
        }
    }

    /** The fastest family: {@link #vector}, or {@link #scalar} where the JVM was started without the Vector API. */
    public static StepKernels fastest() {
        return Fastest.KERNELS;
    }

    /** Whether this JVM was started with the Vector API. */
    public static boolean vectorApi() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent();
    }

    /** The Vector API's, with vectors as wide as the machine has; needs {@link #vectorApi}. */
    public static StepKernels vector() {
        return new Kernels("vector", Kernels::vectorTile);
    }

    private static Tile vectorTile(int batch) {
        if (batch == 1) {
            return new VectorTile8x1();
        }
        return batch <= 4 ? new VectorTile2x4() : new VectorTile2x8();
    }

    /** Plain Java. */
    public static StepKernels scalar() {
        return new Kernels("scalar", batch -> new ScalarTile());
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
