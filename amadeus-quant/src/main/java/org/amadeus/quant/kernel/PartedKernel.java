package org.amadeus.quant.kernel;

import java.util.Arrays;
import org.amadeus.model.kernel.step.StepKernel;

/** Kernels of one block each that do not depend on one another: a block is one of them. */
final class PartedKernel implements StepKernel {
    private final StepKernel[] parts;

    PartedKernel(StepKernel... parts) {
        this.parts = parts;
    }

    @Override
    public int blocks() {
        return parts.length;
    }

    @Override
    public long weightBytes() {
        return Arrays.stream(parts).mapToLong(StepKernel::weightBytes).sum();
    }

    @Override
    public void run(int block) {
        parts[block].run(0);
    }
}
