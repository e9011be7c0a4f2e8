package org.amadeus.model.op;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * PyTorch's linear layer over several inputs side by side, {@code y = [x1 | x2 | ..] W^T + b}, without putting them side
 * by side. Inputs W [out, in], b [out], x1 [.., in1], x2 [.., in2] .. with in1 + in2 + .. = in; output y [.., out].
 */
public final class AmadeusSideBySideLinear extends JavaOp {
    public static final String NAME = "amadeus_side_by_side_linear";

    /** Inputs before the parts: weight and bias. */
    static final int PARTS = 2;

    /** For SameDiff, when it loads a graph. */
    public AmadeusSideBySideLinear() {}

    public AmadeusSideBySideLinear(SameDiff graph, SDVariable weight, SDVariable bias, SDVariable... parts) {
        super(graph, join(weight, bias, parts));
    }

    private static SDVariable[] join(SDVariable weight, SDVariable bias, SDVariable... parts) {
        SDVariable[] inputs = new SDVariable[PARTS + parts.length];
        inputs[0] = weight;
        inputs[1] = bias;
        System.arraycopy(parts, 0, inputs, PARTS, parts.length);
        return inputs;
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        long[] shape = inputs[PARTS].clone();
        shape[shape.length - 1] = inputs[0][0];
        return new long[][] {shape};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray y = RowMajor.output(outputs[0]);
        long column = 0;
        for (int i = PARTS; i < inputs.length; i++) {
            INDArray part = RowMajor.matrix(inputs[i]);
            RowMajor.multiply(part, false, columns(inputs[0], column, part.size(1)), true, y, i > PARTS);
            column += part.size(1);
        }
        y.addiRowVector(inputs[1]);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        return Arrays.asList(new AmadeusSideBySideLinearGradient(sameDiff, gradients.get(0), args()).outputVariables());
    }

    /** A copy of the columns of W that belong to one part: small, and contiguous as gemm wants it. */
    static INDArray columns(INDArray weight, long from, long count) {
        return count == weight.size(1)
                ? weight
                : weight.get(all(), interval(from, from + count)).dup('c');
    }
}
