package org.amadeus.quant.op;

import org.amadeus.model.kernel.step.NaiveKernels;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.kernel.Int8Kernels;
import org.amadeus.quant.kernel.Int8Layer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear layer with int8 weights and float in- and output, {@code y = (Q x) / scale + bias}. Inputs x [B, in], Q INT8
 * [out, in], scale [out] in steps per unit, bias [out]; output y [B, out].
 */
abstract class Int8WeightOp extends IntegerLinearOp {
    /** For SameDiff, when it loads a graph. */
    Int8WeightOp() {}

    Int8WeightOp(SameDiff graph, SDVariable x, SDVariable weight, SDVariable scale, SDVariable bias) {
        super(graph, x, weight, scale, bias);
    }

    /** The kernel that computes it: x [B, in], y [B, out]. */
    abstract StepKernel kernel(
            Int8Kernels kernels, int batch, Int8Layer layer, StepKernels floats, float[] x, float[] y);

    @Override
    final StepKernel plain(int batch, INDArray[] inputs, float[] x, float[] y) {
        return kernel(Int8Kernels.scalar(), batch, layer(inputs[1], inputs[2], inputs[3]), new NaiveKernels(), x, y);
    }

    @Override
    public final void check(OpSite site) {
        OpCheck.inputs(site, 4);
        long[] shape = OpCheck.matrix(site, 1, DataType.INT8);
        OpCheck.values(site, 0, shape[1]);
        OpCheck.scales(site, 2, shape[0]);
        OpCheck.vector(site, 3, DataType.FLOAT, shape[0]);
    }

    @Override
    public final StepKernel lower(OpSite site) {
        return kernel(
                Int8Kernels.fastest(site.threads()),
                site.batch(),
                layer(site),
                site.kernels(),
                site.input(0),
                site.output());
    }

    /** The layer of an op of this kind, as kernels take it. */
    static Int8Layer layer(OpSite site) {
        return layer(site.constant(1), site.constant(2), site.constant(3));
    }

    private static Int8Layer layer(INDArray weight, INDArray scale, INDArray bias) {
        float[] step = Arrays32.of(scale);
        for (int i = 0; i < step.length; i++) {
            step[i] = 1 / step[i];
        }
        return new Int8Layer(Int8Arrays.of(weight), step, Arrays32.of(bias));
    }
}
