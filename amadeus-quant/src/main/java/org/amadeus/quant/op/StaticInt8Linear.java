package org.amadeus.quant.op;

import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.affine.Affine;
import org.amadeus.quant.affine.AffineRows;
import org.amadeus.quant.affine.StaticLayer;
import org.amadeus.quant.coding.Int8Arrays;
import org.amadeus.quant.product.LayerKernels;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear layer in integers; {@link StaticLayer} has the equations. Inputs x [B, in], Wq INT8 [out, in], s_w [out], zp_w
 * [out], bq INT32 [out]; arguments s_x, zp_x, s_y, zp_y; output y [B, out], float.
 */
public final class StaticInt8Linear extends KernelOp implements QuantizedLayer {
    /** For SameDiff, when it loads a graph. */
    public StaticInt8Linear() {}

    public StaticInt8Linear(Affine input, Affine output) {
        addTArgument(input.scale(), input.zeroPoint(), output.scale(), output.zeroPoint());
    }

    @Override
    public String opName() {
        return "amadeus_static_int8_linear";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[0][0], inputs[1][0]}};
    }

    @Override
    StepKernel kernel(INDArray[] inputs, float[] y) {
        return LayerKernels.scalar().linear((int) inputs[0].size(0), layer(inputs), HostFloats.read(inputs[0]), y);
    }

    @Override
    public LayerKind kind() {
        return LayerKind.LINEAR;
    }

    @Override
    public Treatment treatment() {
        return Treatment.INT8_STATIC;
    }

    /** The weights under their mappings; a bias in integers is in steps of the input's scale times its row's. */
    @Override
    public Map<String, float[]> decoded() {
        StaticLayer layer = layer(arrays());
        float[] bias = new float[layer.bias().length];
        for (int row = 0; row < bias.length; row++) {
            bias[row] =
                    layer.bias()[row] / (layer.input().scale() * layer.weight().scales()[row]);
        }
        return Map.of(argNames()[1], layer.weight().dequantize(), argNames()[4], bias);
    }

    @Override
    public void check(OpSite site) {
        OpCheck.inputs(site, 5);
        long[] shape = OpCheck.matrix(site, 1, DataType.INT8);
        OpCheck.values(site, 0, shape[1]);
        OpCheck.scales(site, 2, shape[0]);
        OpCheck.finiteVector(site, 3, shape[0]);
        OpCheck.vector(site, 4, DataType.INT32, shape[0]);
        if (tArgs().length != 4) {
            throw OpCheck.fault(site, "has " + tArgs().length + " arguments, expected 4");
        }
        for (int i = 0; i < 4; i += 2) {
            OpCheck.scale(site, 0, tArgs()[i]);
            OpCheck.finite(site, "a zero point", argument(i + 1));
        }
    }

    @Override
    public StepKernel lower(OpSite site) {
        return fastest(site).linear(site.batch(), layer(arrays(site)), site.input(0), site.output());
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

    private StaticLayer layer(INDArray... inputs) {
        return new StaticLayer(
                new AffineRows(Int8Arrays.of(inputs[1]), HostFloats.read(inputs[2]), HostFloats.read(inputs[3])),
                integers(inputs[4]),
                input(),
                output());
    }
}
