package org.amadeus.model.kernel.step;

/**
 * One part of a step, bound to the buffers it reads and writes. Its work is cut into blocks that may run in any order,
 * at once, on several threads: no block reads what another writes.
 */
public interface StepKernel {
    /** How many blocks there are, 1 or more; the same at every call. */
    int blocks();

    /** Does the work of one block, 0 .. blocks() - 1. Allocates nothing. */
    void run(int block);

    /** Bytes of the parameters it holds in the form it reads them in; 0 where it has none. */
    default long weightBytes() {
        return 0;
    }
}
