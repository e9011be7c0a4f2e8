package org.amadeus.model.kernel.sequence;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.rnn_primitive_desc_base;

/** What is a cell's own of its primitives in oneDNN. H hidden. */
public interface OneDnnCell {
    /**
     * What the primitives work on.
     *
     * @param in       input
     * @param state    each state before the first step
     * @param weightIh in whatever layout oneDNN prefers, like {@code weightHh}
     * @param bias     four rows
     * @param out      output
     * @param none     the states after the last step, which nobody asks for
     */
    record Memories(
            memory.desc in,
            memory.desc state,
            memory.desc weightIh,
            memory.desc weightHh,
            memory.desc bias,
            memory.desc out,
            memory.desc none) {}

    /** Which of PyTorch's gates is oneDNN's first, second ..; its own inverse. */
    int[] order();

    /** Describes the forward pass, in training. */
    rnn_primitive_desc_base forward(engine cpu, Memories m);

    /** Describes the backward pass. */
    rnn_primitive_desc_base backward(engine cpu, Memories m, rnn_primitive_desc_base forward);

    /** Makes oneDNN's four rows of bias [4H] of both biases [G*H]. */
    float[] bias(float[] ofInput, float[] ofState);

    /** Makes the gradients of both biases of that of oneDNN's four rows. */
    void biasGradients(float[] rows, float[] ofInput, float[] ofState);
}
