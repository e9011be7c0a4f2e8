package org.amadeus.model.lowering;

import java.util.Optional;
import org.amadeus.model.kernel.step.StepKernels;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An op in its place in the graph that is being lowered: its inputs, its neighbours, its buffers. B batch. */
public interface OpSite {
    /** The op itself. */
    DifferentialFunction op();

    /** The name of its (only) output in the graph, such as {@code gru.cells.0.fc_gate_x}. */
    String name();

    /** B, the same in the whole plan. */
    int batch();

    /** How many threads will share the blocks of a kernel. */
    int threads();

    /** The family that float32 kernels are to be taken from. */
    StepKernels kernels();

    /** How many inputs there are. */
    int inputs();

    /** The name of an input in the graph. */
    String inputName(int input);

    /** Whether an input's array is part of the graph: a parameter. */
    boolean isConstant(int input);

    /**
     * The array of a parameter.
     *
     * @throws LoweringException where the input is not constant
     */
    INDArray constant(int input);

    /** Type of an input's values. */
    DataType inputType(int input);

    /** Whether an input is a placeholder of numbers, INT32 [B]. */
    boolean isIndices(int input);

    /** Notes that the numbers of an input are to be 0 .. limit - 1. */
    void limitIndices(int input, long limit);

    /** Values per sample of an input that is not constant. */
    int inputSize(int input);

    /** The buffer of a float input [B, size], filled by the time this op's kernel runs. */
    float[] input(int input);

    /** The buffer of an int32 input [B]: a placeholder. */
    int[] indices(int input);

    /** Values per sample of the output. */
    int outputSize();

    /** The buffer of the output [B, size]. */
    float[] output();

    /**
     * The op that computes an input, if this op may take it in: nobody else uses its output, and the output was not
     * asked for by name. Empty also where the input is a placeholder or a parameter.
     */
    Optional<OpSite> producer(int input);
}
