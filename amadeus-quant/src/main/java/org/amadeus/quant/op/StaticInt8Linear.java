package org.amadeus.quant.op;

import org.amadeus.model.kernel.StepKernel;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.kernel.Int8Kernels;
import org.amadeus.quant.kernel.StaticLayer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear layer in integers; {@link StaticLayer} has the equations. Inputs x [B, in], Wq INT8 [out, in], s_w [out], zp_w
 * [out], bq INT32 [out]; arguments s_x, zp_x, s_y, zp_y; output y [B, out], float.
 */
public final class StaticInt8Linear extends JavaOp implements LoweredOp {
    public static final String NAME = "amadeus_static_int8_linear";

    /** For SameDiff, when it loads a graph. */
    public StaticInt8Linear() {}

    public StaticInt8Linear(
            SameDiff graph,
            SDVariable x,
            SDVariable weight,
            SDVariable weightScale,
            SDVariable weightZeroPoint,
            SDVariable bias,
            Affine input,
            Affine output) {
        super(graph, x, weight, weightScale, weightZeroPoint, bias);
        addTArgument(input.scale(), input.zeroPoint(), output.scale(), output.zeroPoint());
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[0][0], inputs[1][0]}};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        int batch = (int) inputs[0].size(0);
        float[] y = new float[(int) outputs[0].length()];
        StaticLayer layer = layer(inputs[1], inputs[2], inputs[3], inputs[4]);
        Int8Kernels.scalar().linear(batch, layer, Arrays32.of(inputs[0]), y).run(0);
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
    }

    @Override
    public int outputSize(OpSite site) {
        return (int) site.constant(1).size(0);
    }

    @Override
    public StepKernel lower(OpSite site) {
        StaticLayer layer = layer(site.constant(1), site.constant(2), site.constant(3), site.constant(4));
        return Int8Kernels.fastest(site.threads()).linear(site.batch(), layer, site.input(0), site.output());
    }

    /** How the input is quantized. */
    public Affine input() {
        return new Affine(argument(0), argument(1));
    }

    /** How the output is quantized. */
    public Affine output() {
        return new Affine(argument(2), argument(3));
    }

    private float argument(int index) {
        return getTArgument(index).floatValue();
    }

    private StaticLayer layer(INDArray weight, INDArray scale, INDArray zeroPoint, INDArray bias) {
        return new StaticLayer(
                Int8Arrays.of(weight),
                Arrays32.of(scale),
                Arrays32.of(zeroPoint),
                bias.dup('c').data().asInt(),
                argument(0),
                argument(1),
                argument(2),
                argument(3));
    }
}
