package org.amadeus.model.op;

import static org.amadeus.model.op.AmadeusSideBySideLinear.PARTS;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient of {@link AmadeusSideBySideLinear}. Inputs: dy, then its inputs; outputs: the gradients of its inputs. */
public final class AmadeusSideBySideLinearGradient extends JavaOp {
    public static final String NAME = "amadeus_side_by_side_linear_gradient";

    /** For SameDiff, when it loads a graph. */
    public AmadeusSideBySideLinearGradient() {}

    AmadeusSideBySideLinearGradient(SameDiff graph, SDVariable dy, SDVariable... inputs) {
        super(graph, prepend(dy, inputs));
    }

    private static SDVariable[] prepend(SDVariable dy, SDVariable... inputs) {
        SDVariable[] all = new SDVariable[1 + inputs.length];
        all[0] = dy;
        System.arraycopy(inputs, 0, all, 1, inputs.length);
        return all;
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    public int getNumOutputs() {
        return args().length - 1;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return Arrays.copyOfRange(inputs, 1, inputs.length);
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray dy = RowMajor.matrix(inputs[0]);
        INDArray weight = inputs[1];
        // A product with ones: ND4J's own sum over the rows of a tall matrix is slower than gemm.
        INDArray ones = Nd4j.ones(dy.dataType(), 1, dy.size(0));
        RowMajor.multiply(ones, false, dy, false, outputs[1].reshape(1, outputs[1].length()), false);
        long column = 0;
        for (int i = PARTS; i < outputs.length; i++) {
            INDArray part = RowMajor.matrix(inputs[1 + i]);
            long width = part.size(1);
            INDArray ofPart = AmadeusSideBySideLinear.columns(weight, column, width);
            RowMajor.multiply(dy, false, ofPart, false, RowMajor.output(outputs[i]), false);
            INDArray block = Nd4j.createUninitialized(weight.dataType(), weight.size(0), width);
            RowMajor.multiply(dy, true, part, false, block, false);
            outputs[0].get(all(), interval(column, column + width)).assign(block);
            block.close();
            column += width;
        }
    }
}
