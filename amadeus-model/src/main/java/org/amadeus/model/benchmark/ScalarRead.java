package org.amadeus.model.benchmark;

import org.amadeus.model.kernel.step.StepKernel;

/** {@link VectorRead} in plain Java, for JVMs without the Vector API. */
final class ScalarRead implements StepKernel {
    private static final int BLOCKS = 16;

    private final float[] memory;
    private final int share;
    private final float[] sums = new float[BLOCKS];

    ScalarRead(int floats) {
        share = (floats / BLOCKS + 3) / 4 * 4;
        memory = new float[share * BLOCKS];
    }

    @Override
    public int blocks() {
        return BLOCKS;
    }

    @Override
    public void run(int block) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int end = (block + 1) * share;
        for (int i = block * share; i < end; i += 4) {
            a += memory[i];
            b += memory[i + 1];
            c += memory[i + 2];
            d += memory[i + 3];
        }
        sums[block] = a + b + c + d;
    }
}
