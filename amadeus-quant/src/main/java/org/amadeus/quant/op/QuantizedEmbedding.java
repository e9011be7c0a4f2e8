package org.amadeus.quant.op;

import java.util.List;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.WeightCoding;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of a coded table, as floats. Inputs: the arrays of the coding, of a matrix [events, width]; event INT32 [B]; output
 * y [B, width]. String argument: the coding's id; integer argument: width.
 */
public final class QuantizedEmbedding extends CodedOp {
    /** For SameDiff, when it loads a graph. */
    public QuantizedEmbedding() {}

    public QuantizedEmbedding(
            SameDiff graph, WeightCoding coding, List<SDVariable> arrays, int columns, SDVariable event) {
        addTo(graph, append(arrays.toArray(SDVariable[]::new), event));
        addSArgument(coding.id());
        addIArgument(columns);
    }

    @Override
    public String opName() {
        return "amadeus_quantized_embedding";
    }

    @Override
    int first() {
        return 0;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[inputs.length - 1][0], columns()}};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        float[] y = new float[(int) outputs[0].length()];
        int[] events = inputs[inputs.length - 1].dup('c').data().asInt();
        rows(coded(inputs), events, y).run();
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
    }

    @Override
    public void check(OpSite site) {
        long rows = check(site, 1, 1);
        OpCheck.indices(site, site.inputs() - 1, rows);
    }

    @Override
    public int outputSize(OpSite site) {
        return columns();
    }

    @Override
    public StepKernel lower(OpSite site) {
        Coded coded = coded(site);
        long bytes = coded.matrix().widened().values().length + (long) Float.BYTES * coded.scales().length;
        return new OneBlock(rows(coded, site.indices(site.inputs() - 1), site.output()), bytes);
    }

    private static Runnable rows(Coded coded, int[] events, float[] y) {
        byte[] values = coded.matrix().widened().values();
        int width = coded.matrix().columns();
        return () -> {
            for (int b = 0; b < events.length; b++) {
                for (int i = 0; i < width; i++) {
                    y[b * width + i] = values[events[b] * width + i] * coded.scales()[events[b]];
                }
            }
        };
    }
}
