package org.amadeus.quant.kernel;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.model.kernel.step.StepKernel;

/** A layer cut into parts of neighbouring rows or units, each a kernel of one block: a block is a part. */
record PartedKernel(List<StepKernel> parts) implements StepKernel {
    /** Where rows or units are cut: no tile of any product is cut in two. */
    private static final int GRAIN = 128;

    /** Makes the kernel of some neighbouring rows or units. */
    interface PartFactory {
        /** @param from included; {@code to} is not */
        StepKernel create(int from, int to);
    }

    /**
     * Cuts a layer.
     *
     * @param size rows or units of it
     * @param most how many parts at most
     */
    static StepKernel of(int size, int most, PartFactory factory) {
        int grains = (size + GRAIN - 1) / GRAIN;
        int count = Math.min(most, grains);
        if (count == 1) {
            return factory.create(0, size);
        }
        List<StepKernel> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(factory.create(grains * i / count * GRAIN, Math.min(size, grains * (i + 1) / count * GRAIN)));
        }
        return new PartedKernel(parts);
    }

    @Override
    public int blocks() {
        return parts.size();
    }

    @Override
    public long weightBytes() {
        return parts.stream().mapToLong(StepKernel::weightBytes).sum();
    }

    @Override
    public void run(int block) {
        parts.get(block).run(0);
    }
}
