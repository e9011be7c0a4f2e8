package org.amadeus.quant.kernel;

import java.util.Arrays;
import org.amadeus.model.kernel.step.StepKernel;

/** Kernels that depend on one another, run in order as one block. */
final class KernelSequence implements StepKernel {
    private final StepKernel[] parts;

    KernelSequence(StepKernel... parts) {
        this.parts = parts;
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public long weightBytes() {
        return Arrays.stream(parts).mapToLong(StepKernel::weightBytes).sum();
    }

    @Override
    public void run(int block) {
        for (StepKernel part : parts) {
            for (int i = 0, blocks = part.blocks(); i < blocks; i++) {
                part.run(i);
            }
        }
    }
}
