package org.amadeus.model.kernel;

/**
 * A kernel too small, or too simple, to be worth cutting up.
 *
 * @param work what it does
 */
public record OneBlock(Runnable work) implements StepKernel {
    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public void run(int block) {
        work.run();
    }
}
