package org.amadeus.quant.kernel;

import java.util.function.IntFunction;
import org.amadeus.model.kernel.step.StepKernel;

/** Kernels over a whole batch, cut into one part of neighbouring rows or units for each thread. */
final class LayerParts {
    /** Fewer rows or units are not worth a thread of their own. */
    private static final int LEAST = 64;

    private final int threads;

    LayerParts(int threads) {
        this.threads = threads;
    }

    /** Makes the product of some neighbouring rows or units. */
    interface Products {
        /** @param from included; {@code to} is not */
        LayerProduct create(int from, int to);
    }

    /** A linear layer: x [B, in], y [B, rows]. */
    StepKernel linear(int batch, int rows, Products products, float[] x, float[] y) {
        return parts(rows, (from, to) -> new BatchLinearKernel(batch, products.create(from, to), x, y, from, rows));
    }

    /**
     * A GRU cell: x [B, in], h and next [B, units].
     *
     * @param ofInput of the input, rows r, z, n of some units
     * @param ofState of the state, likewise
     * @param gates   for so many units
     */
    StepKernel gru(
            int batch,
            int units,
            Products ofInput,
            Products ofState,
            IntFunction<Gates> gates,
            float[] x,
            float[] h,
            float[] next) {
        return parts(
                units,
                (from, to) -> new BatchGruKernel(
                        batch,
                        to - from,
                        ofInput.create(from, to),
                        ofState.create(from, to),
                        gates.apply(to - from),
                        x,
                        h,
                        next,
                        from,
                        units));
    }

    private interface PartFactory {
        StepKernel create(int from, int to);
    }

    private StepKernel parts(int size, PartFactory factory) {
        int parts = Math.max(1, Math.min(threads, size / LEAST));
        if (parts == 1) {
            return factory.create(0, size);
        }
        StepKernel[] kernels = new StepKernel[parts];
        for (int i = 0; i < parts; i++) {
            kernels[i] = factory.create((int) ((long) size * i / parts), (int) ((long) size * (i + 1) / parts));
        }
        return new PartedKernel(kernels);
    }
}
