package org.amadeus.model.kernel.step;

/**
 * A kernel too small, or too simple, to be worth cutting up.
 *
 * @param work        what it does
 * @param weightBytes bytes of the parameters it holds
 */
public record OneBlock(Runnable work, long weightBytes) implements StepKernel {
    /** One without parameters. */
    public OneBlock(Runnable work) {
        this(work, 0);
    }

    @Override
    public int blocks() {
        return 1;
    }

    @Override
    public void run(int block) {
        work.run();
    }
}
