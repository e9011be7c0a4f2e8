package org.amadeus.model.run;

import org.amadeus.model.kernel.step.StepKernel;

/** Everything on the caller's thread. */
final class SerialRunner implements KernelRunner {
    @Override
    public void run(StepKernel[] kernels) {
        for (StepKernel kernel : kernels) {
            for (int block = 0, blocks = kernel.blocks(); block < blocks; block++) {
                kernel.run(block);
            }
        }
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
