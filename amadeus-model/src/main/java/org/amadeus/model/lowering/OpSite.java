package org.amadeus.model.lowering;

import java.util.Optional;
import org.amadeus.model.kernel.step.StepKernels;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An op in its place in the graph that is being lowered: its inputs, its neighbours, its buffers. B batch. */
public final class OpSite {
    private final GraphLowering lowering;
    private final String name;
    private final DifferentialFunction op;
    private final String[] arguments;

    /** @param name of the op's output */
    OpSite(GraphLowering lowering, String name) {
        this.lowering = lowering;
        this.name = name;
        this.op = lowering.op(name);
        this.arguments = op.argNames();
    }

    /** The op itself. */
    public DifferentialFunction op() {
        return op;
    }

    /** The name of its (only) output in the graph, such as {@code gru.cells.0.fc_gate_x}. */
    public String name() {
        return name;
    }

    /** B, the same in the whole plan. */
    public int batch() {
        return lowering.batch;
    }

    /** How many threads will share the blocks of a kernel. */
    public int threads() {
        return lowering.threads;
    }

    /** The family that float32 kernels are to be taken from. */
    public StepKernels kernels() {
        return lowering.kernels;
    }

    /** How many inputs there are. */
    public int inputs() {
        return arguments.length;
    }

    /** The name of an input in the graph. */
    public String inputName(int input) {
        return arguments[input];
    }

    private SDVariable variable(int input) {
        return lowering.graph.getVariable(arguments[input]);
    }

    /** Whether an input's array is part of the graph: a parameter. */
    public boolean isConstant(int input) {
        VariableType type = variable(input).getVariableType();
        return type == VariableType.CONSTANT || type == VariableType.VARIABLE;
    }

    /**
     * The array of a parameter.
     *
     * @throws LoweringException where the input is not constant
     */
    public INDArray constant(int input) {
        if (!isConstant(input)) {
            throw new LoweringException(
                    "input " + input + " of " + name + " is " + arguments[input] + ", expected a parameter");
        }
        return lowering.graph.getArrForVarName(arguments[input]);
    }

    /** Type of an input's values. */
    public DataType inputType(int input) {
        return variable(input).dataType();
    }

    /** Whether an input is a placeholder of numbers, INT32 [B]. */
    public boolean isIndices(int input) {
        SDVariable variable = variable(input);
        return variable.isPlaceHolder()
                && variable.dataType() == DataType.INT32
                && variable.placeholderShape() != null
                && variable.placeholderShape().length == 1;
    }

    /** Notes that the numbers of an input are to be 0 .. limit - 1. */
    public void limitIndices(int input, long limit) {
        lowering.limits.merge(arguments[input], limit, Math::min);
    }

    /** Values per sample of an input that is not constant. */
    public int inputSize(int input) {
        return lowering.size(arguments[input]);
    }

    /** The buffer of a float input [B, size], filled by the time this op's kernel runs. */
    public float[] input(int input) {
        return lowering.floats(arguments[input]);
    }

    /** The buffer of an int32 input [B]: a placeholder. */
    public int[] indices(int input) {
        return lowering.ints.computeIfAbsent(arguments[input], n -> new int[lowering.batch]);
    }

    /** Values per sample of the output. */
    public int outputSize() {
        return lowering.size(name);
    }

    /** The buffer of the output [B, size]. */
    public float[] output() {
        return lowering.floats(name);
    }

    /**
     * The op that computes an input, if this op may take it in: nobody else uses its output, and the output was not
     * asked for by name. Empty also where the input is a placeholder or a parameter.
     */
    public Optional<OpSite> producer(int input) {
        Variable variable = lowering.graph.getVariables().get(arguments[input]);
        boolean computed = variable.getOutputOfOp() != null;
        boolean shared = lowering.outputs.contains(variable.getName())
                || variable.getInputsForOp() == null
                || variable.getInputsForOp().size() != 1;
        return computed && !shared ? Optional.of(new OpSite(lowering, variable.getName())) : Optional.empty();
    }
}
