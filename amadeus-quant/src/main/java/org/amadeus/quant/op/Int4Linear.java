package org.amadeus.quant.op;

import java.util.Arrays;
import org.amadeus.model.kernel.step.NaiveKernels;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.kernel.Int4Kernels;
import org.amadeus.quant.kernel.Int4Layer;
import org.amadeus.quant.kernel.Int4Matrix;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear layer with int4 weights in groups and float in- and output, {@code y = (Q x) / scale + bias}. Inputs x [B, in],
 * values and multipliers of Q as {@link Int4Arrays} packs them, scale [out] in steps per unit, bias [out]; output y
 * [B, out]. Argument: columns of Q.
 */
public final class Int4Linear extends IntegerLinearOp {
    public static final String NAME = "amadeus_int4_linear";

    /** For SameDiff, when it loads a graph. */
    public Int4Linear() {}

    public Int4Linear(
            SameDiff graph,
            SDVariable x,
            SDVariable values,
            SDVariable multipliers,
            SDVariable scale,
            SDVariable bias,
            int columns) {
        super(graph, x, values, multipliers, scale, bias);
        addIArgument(columns);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    StepKernel plain(int batch, INDArray[] inputs, float[] x, float[] y) {
        return Int4Kernels.scalar()
                .linear(batch, layer(inputs[1], inputs[2], inputs[3], inputs[4]), new NaiveKernels(), x, y);
    }

    @Override
    public void check(OpSite site) {
        OpCheck.inputs(site, 5);
        long rows = OpCheck.matrix(site, 1, DataType.INT8)[0];
        OpCheck.values(site, 0);
        int columns = site.inputSize(0);
        if (iArgs().length != 1 || iArgs()[0] != columns) {
            throw OpCheck.fault(
                    site,
                    "is of " + Arrays.toString(iArgs()) + " columns, expected one for each of " + columns + " inputs");
        }
        OpCheck.matrix(site, 1, DataType.INT8, rows, (columns + 1) / 2);
        OpCheck.matrix(site, 2, DataType.INT8, rows, (Int4Matrix.groups(columns) + 1) / 2);
        OpCheck.scales(site, 3, rows);
        OpCheck.vector(site, 4, DataType.FLOAT, rows);
        try {
            matrix(site.constant(1), site.constant(2));
        } catch (IllegalArgumentException e) {
            throw OpCheck.fault(site, "is damaged: " + e.getMessage());
        }
    }

    @Override
    public StepKernel lower(OpSite site) {
        return Int4Kernels.fastest(site.threads())
                .linear(site.batch(), layer(site), site.kernels(), site.input(0), site.output());
    }

    /** The layer of an op of this kind, as kernels take it. */
    Int4Layer layer(OpSite site) {
        return layer(site.constant(1), site.constant(2), site.constant(3), site.constant(4));
    }

    /** Q, of the inputs that hold it. */
    public Int4Matrix matrix(INDArray values, INDArray multipliers) {
        return Int4Arrays.of(values, multipliers, getIArgument(0).intValue());
    }

    private Int4Layer layer(INDArray values, INDArray multipliers, INDArray scale, INDArray bias) {
        float[] step = Arrays32.of(scale);
        for (int i = 0; i < step.length; i++) {
            step[i] = 1 / step[i];
        }
        return new Int4Layer(matrix(values, multipliers), step, Arrays32.of(bias));
    }
}
