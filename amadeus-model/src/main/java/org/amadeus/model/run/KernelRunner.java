package org.amadeus.model.run;

import org.amadeus.model.kernel.step.StepKernel;

/** Runs kernels one after another, the blocks of each on one thread or several. */
public interface KernelRunner extends AutoCloseable {
    /** @throws IllegalArgumentException unless {@code threads} is 1 or 2 */
    static KernelRunner of(int threads) {
        if (threads < 1 || threads > 2) {
            throw new IllegalArgumentException("threads is " + threads + ", expected 1 or 2");
        }
        return threads == 1 ? KernelRunner::alone : new PairRunner();
    }

    /** Returns when every block of every kernel has run. */
    void run(StepKernel[] kernels);

    /** Everything on the caller's thread. */
    private static void alone(StepKernel[] kernels) {
        for (StepKernel kernel : kernels) {
            for (int block = 0, blocks = kernel.blocks(); block < blocks; block++) {
                kernel.run(block);
            }
        }
    }

    /** Ends worker threads, if any. */
    @Override
    default void close() {}
}
