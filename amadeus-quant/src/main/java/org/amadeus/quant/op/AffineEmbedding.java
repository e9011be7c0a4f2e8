package org.amadeus.quant.op;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.amadeus.quant.coding.Int8Arrays;
import org.amadeus.quant.layer.Int8Matrix;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of an int8 table under affine mappings, as floats: {@code y = (Q[event] + zeroPoint) / scale}. Inputs Q INT8 [events, width], scale in
 * steps per unit and zero point, each of every row [events] or of all rows [1], event INT32 [B]; output y [B, width].
 */
public final class AffineEmbedding extends JavaOp implements LoweredOp, DecodedParameters {
    /** For SameDiff, when it loads a graph. */
    public AffineEmbedding() {}

    public AffineEmbedding(SameDiff graph, SDVariable table, SDVariable scale, SDVariable zeroPoint, SDVariable event) {
        addTo(graph, table, scale, zeroPoint, event);
    }

    @Override
    public String opName() {
        return "amadeus_int8_embedding";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[3][0], inputs[0][1]}};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        float[] y = new float[(int) outputs[0].length()];
        rows(inputs[0], inputs[1], inputs[2], inputs[3].dup('c').data().asInt(), y)
                .run();
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
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
    public Map<String, float[]> decoded() {
        INDArray[] arrays =
                Arrays.stream(argNames()).map(sameDiff::getArrForVarName).toArray(INDArray[]::new);
        float[] values = new float[(int) arrays[0].length()];
        int[] all = IntStream.range(0, (int) arrays[0].size(0)).toArray();
        rows(arrays[0], arrays[1], arrays[2], all, values).run();
        return Map.of(argNames()[0], values);
    }

    @Override
    public int outputSize(OpSite site) {
        return (int) site.constant(0).size(1);
    }

    @Override
    public StepKernel lower(OpSite site) {
        long bytes = site.constant(0).length()
                + Float.BYTES * (site.constant(1).length() + site.constant(2).length());
        return new OneBlock(
                rows(site.constant(0), site.constant(1), site.constant(2), site.indices(3), site.output()), bytes);
    }

    private static Runnable rows(INDArray table, INDArray scale, INDArray zeroPoint, int[] events, float[] y) {
        Int8Matrix matrix = Int8Arrays.of(table);
        float[] scales = HostFloats.read(scale);
        float[] zeroPoints = HostFloats.read(zeroPoint);
        if (scales.length != 1 && scales.length != matrix.rows()
                || zeroPoints.length != 1 && zeroPoints.length != matrix.rows()) {
            throw new IllegalArgumentException("scales " + scales.length + " and zero points " + zeroPoints.length
                    + ", expected one for all or one for each of " + matrix.rows() + " rows");
        }
        int width = matrix.columns();
        return () -> {
            for (int b = 0; b < events.length; b++) {
                float s = scales[scales.length == 1 ? 0 : events[b]];
                float zero = zeroPoints[zeroPoints.length == 1 ? 0 : events[b]];
                for (int i = 0; i < width; i++) {
                    y[b * width + i] = (matrix.values()[events[b] * width + i] + zero) / s;
                }
            }
        };
    }
}
