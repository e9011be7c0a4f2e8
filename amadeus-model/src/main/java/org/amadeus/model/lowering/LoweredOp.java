package org.amadeus.model.lowering;

import org.amadeus.model.kernel.step.StepKernel;

/**
 * An op that can be compiled: it says how large its output is, and makes the kernel that computes it. Ops of ours
 * implement this themselves; {@link StandardOps} does it for the few of ND4J's that a step graph uses.
 *
 * <p>Ops are lowered from the graph's outputs backwards. A producer is lowered only if somebody asked for its buffer by
 * {@link OpSite#input} or {@link OpSite#indices}: an op that fuses a producer into its own kernel simply looks through
 * it ({@link OpSite#producer}) and asks for the producer's inputs instead.
 */
public interface LoweredOp {
    /**
     * Holds the op's inputs and arguments to what its lowering relies on: how many there are, types, ranks, lengths and
     * sizes against each other, as {@link OpCheck} does. Comes before the two methods below.
     *
     * @throws LoweringException naming the layer and what is wrong with it
     */
    void check(OpSite site);

    /** Values per sample of the op's output: the output is [B, size]. */
    int outputSize(OpSite site);

    /** Makes the kernel that writes {@link OpSite#output()}. */
    StepKernel lower(OpSite site);
}
