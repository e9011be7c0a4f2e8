package org.amadeus.model.kernel.step;

import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A family of kernels for the float32 layers of a step, made of {@link Tile}s. All families compute the same; they differ in
 * speed and in what they need of the machine. B batch, H hidden.
 */
public class StepKernels {
    private static final Logger LOG = LoggerFactory.getLogger(StepKernels.class);

    private final String name;
    private final IntFunction<Tile> tiles;
    private final boolean lasting;

    /** @param tiles the tile for a batch size */
    StepKernels(String name, IntFunction<Tile> tiles) {
        this(name, tiles, false);
    }

    private StepKernels(String name, IntFunction<Tile> tiles, boolean lasting) {
        this.name = name;
        this.tiles = tiles;
        this.lasting = lasting;
    }

    /** The choice is made, and its one line logged, when first asked for. */
    private static final class Fastest {
        static final StepKernels KERNELS = choose();

        private static StepKernels choose() {
            if (vectorApi()) {
                return vector();
            }
            LOG.warn("The Vector API is missing, steps will be slower: start the JVM with --add-modules"
                    + " jdk.incubator.vector");
            return scalar();
        }
    }

    /** The fastest family: {@link #vector}, or {@link #scalar} where the JVM was started without the Vector API. */
    public static StepKernels fastest() {
        return Fastest.KERNELS;
    }

    /** Whether this JVM was started with the Vector API. */
    public static boolean vectorApi() {
        return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    }

    /** The Vector API's, with vectors as wide as the machine has; needs {@link #vectorApi}. */
    public static StepKernels vector() {
        return new StepKernels("vector", StepKernels::vectorTile);
    }

    private static Tile vectorTile(int batch) {
        if (batch == 1) {
            return new VectorTile8x1();
        }
        if (batch <= 4) {
            return new VectorTile2x4(4);
        }
        // Vectors of eight lanes are AVX2's, which has half as many registers as AVX-512 and NEON.
        return VectorTile.L == 8 ? new VectorTile2x4(8) : new VectorTile2x8();
    }

    /** Plain Java. */
    public static StepKernels scalar() {
        return new StepKernels("scalar", batch -> new ScalarTile());
    }

    /** This family for work of tens of thousands of steps, which repay kernels that take a second to load: see {@link #isLasting}. */
    public StepKernels lasting() {
        return new StepKernels(name, tiles, true);
    }

    /** Whether layers of other than float32 weights may take what is fast in the long run, though it takes time to load. */
    public boolean isLasting() {
        return lasting;
    }

    /** What the family is called in benchmarks and logs. */
    public String name() {
        return name;
    }

    /**
     * {@code y[b] = W x[b] + bias[rows[b]]}.
     *
     * @param rows which row of the bias each sample adds [B]; zeros for an ordinary layer
     * @param x    input [B, in]
     * @param y    output [B, out]
     */
    public StepKernel linear(int batch, LinearWeights weights, int[] rows, float[] x, float[] y) {
        return new BlockedLinear(tiles.apply(batch), batch, weights, rows, x, y);
    }

    /**
     * A whole GRU cell: both linear parts and the gates; the equations are {@link #gates}'.
     *
     * @param wx   of the input: [3H, in], rows r, z, n
     * @param wh   of the state: [3H, H], rows r, z, n
     * @param x    input [B, in]
     * @param h    state [B, H]
     * @param next output: the new state [B, H], not the same array as {@code h}
     */
    public StepKernel gru(int batch, LinearWeights wx, LinearWeights wh, float[] x, float[] h, float[] next) {
        return new BlockedGru(tiles.apply(batch), batch, wx, wh, x, h, next);
    }

    /**
     * The element-wise part of a GRU cell, in the variant of cuDNN and PyTorch:
     *
     * <pre>
     *   r = σ(gx_r + gh_r)    z = σ(gx_z + gh_z)    n = tanh(gx_n + r ⊙ gh_n)
     *   h' = (1 − z) ⊙ n + z ⊙ h
     * </pre>
     *
     * @param gx   [B, 3H], thirds r, z, n
     * @param gh   [B, 3H], likewise
     * @param h    state [B, H]
     * @param next output: the new state [B, H], not the same array as {@code h}
     */
    public StepKernel gates(int batch, int hidden, float[] gx, float[] gh, float[] h, float[] next) {
        Tile tile = tiles.apply(batch);
        int padded = PackedRows.blocks(hidden, tile.rows()) * tile.rows();
        // r, z, n of x, n of h, state, new state
        float[] scratch = new float[6 * padded];
        return new OneBlock(() -> {
            for (int b = 0; b < batch; b++) {
                int from = 3 * b * hidden;
                for (int u = 0; u < 2 * hidden; u++) {
                    scratch[u < hidden ? u : padded + u - hidden] = gx[from + u] + gh[from + u];
                }
                System.arraycopy(gx, from + 2 * hidden, scratch, 2 * padded, hidden);
                System.arraycopy(gh, from + 2 * hidden, scratch, 3 * padded, hidden);
                System.arraycopy(h, b * hidden, scratch, 4 * padded, hidden);
                tile.gates(scratch, 0, padded, 2 * padded, 3 * padded, 4 * padded, 5 * padded, padded);
                System.arraycopy(scratch, 5 * padded, next, b * hidden, hidden);
            }
        });
    }
}
