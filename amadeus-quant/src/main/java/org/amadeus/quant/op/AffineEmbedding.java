package org.amadeus.quant.op;

import java.util.Arrays;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.affine.AffineRows;
import org.amadeus.quant.coding.Int8Arrays;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Rows of an int8 table under affine mappings, as floats: {@code y = (Q[event] + zeroPoint) / scale}. Inputs Q INT8 [events, width], scale in
 * steps per unit and zero point, each of every row [events] or of all rows [1], event INT32 [B]; output y [B, width].
 */
public final class AffineEmbedding extends KernelOp implements QuantizedLayer {
    @Override
    public String opName() {
        return "amadeus_int8_embedding";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[3][0], inputs[0][1]}};
    }

    @Override
    StepKernel kernel(INDArray[] inputs, float[] y) {
        return kernel(rows(inputs), integers(inputs[3]), y, 0);
    }

    @Override
    public void check(OpSite site) {
        OpCheck.inputs(site, 4);
        long rows = OpCheck.matrix(site, 0, DataType.INT8)[0];
        OpCheck.scales(site, 1, 1, rows);
        OpCheck.finiteVector(site, 2, 1, rows);
        OpCheck.indices(site, 3, rows);
    }

    @Override
    public LayerKind kind() {
        return LayerKind.EMBEDDING;
    }

    /** Earlier versions wrote tables with a scale for each row so too. */
    @Override
    public Treatment treatment() {
        return arrays()[1].length() == 1 ? Treatment.INT8_STATIC : Treatment.INT8_WEIGHT;
    }

    @Override
    public Map<String, float[]> decoded() {
        return Map.of(argNames()[0], rows(arrays()).dequantize());
    }

    @Override
    public StepKernel lower(OpSite site) {
        long bytes = site.constant(0).length()
                + Float.BYTES * (site.constant(1).length() + site.constant(2).length());
        return kernel(rows(arrays(site)), site.indices(3), site.output(), bytes);
    }

    private static StepKernel kernel(AffineRows rows, int[] events, float[] y, long bytes) {
        int width = rows.matrix().columns();
        return new OneBlock(
                () -> {
                    for (int b = 0; b < events.length; b++) {
                        rows.dequantize(events[b], y, b * width);
                    }
                },
                bytes);
    }

    private static AffineRows rows(INDArray... inputs) {
        int rows = (int) inputs[0].size(0);
        return new AffineRows(Int8Arrays.of(inputs[0]), ofEach(inputs[1], rows), ofEach(inputs[2], rows));
    }

    private static float[] ofEach(INDArray array, int rows) {
        float[] values = HostFloats.read(array);
        if (values.length != 1) {
            return values;
        }
        float[] all = new float[rows];
        Arrays.fill(all, values[0]);
        return all;
    }
}
