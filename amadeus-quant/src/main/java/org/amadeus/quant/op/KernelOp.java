package org.amadeus.quant.op;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.amadeus.quant.product.LayerKernels;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** An op that a kernel of plain loops computes where SameDiff runs its graph. */
abstract class KernelOp extends JavaOp implements LoweredOp {
    /**
     * Makes that kernel.
     *
     * @param inputs as {@link #execute} has them
     * @param y      output, row-major
     */
    abstract StepKernel kernel(INDArray[] inputs, float[] y);

    @Override
    public final void execute(INDArray[] inputs, INDArray[] outputs) {
        float[] y = new float[(int) outputs[0].length()];
        StepKernel kernel = kernel(inputs, y);
        for (int block = 0; block < kernel.blocks(); block++) {
            kernel.run(block);
        }
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
    }

    /** As {@link #outputShapes} says. */
    @Override
    public final int outputSize(OpSite site) {
        long[][] inputs = IntStream.range(0, site.inputs())
                .mapToObj(i -> site.isConstant(i)
                        ? site.constant(i).shape()
                        : site.isIndices(i) ? new long[] {site.batch()} : new long[] {site.batch(), site.inputSize(i)})
                .toArray(long[][]::new);
        return (int) outputShapes(inputs)[0][1];
    }

    /** The fastest kernels for an op where it is. */
    static LayerKernels fastest(OpSite site) {
        return LayerKernels.fastest(site.threads(), site.kernels().isLasting());
    }

    /** The arrays of the inputs in the graph that the op is of; null for those that are computed. */
    final INDArray[] arrays() {
        return Arrays.stream(argNames()).map(sameDiff::getArrForVarName).toArray(INDArray[]::new);
    }

    /** Those of an op that is lowered. */
    static INDArray[] arrays(OpSite site) {
        return IntStream.range(0, site.inputs())
                .mapToObj(i -> site.isConstant(i) ? site.constant(i) : null)
                .toArray(INDArray[]::new);
    }

    /** An array of whole numbers. */
    static int[] integers(INDArray array) {
        return array.dup('c').data().asInt();
    }
}
