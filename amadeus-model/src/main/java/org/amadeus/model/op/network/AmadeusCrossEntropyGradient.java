package org.amadeus.model.op.network;

import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The gradient of {@link AmadeusCrossEntropy}'s logits: (probabilities - target, as a distribution) / rows, times the gradient of
 * the loss. Inputs: the gradient of the loss (a scalar), the probabilities [.., E], the target; output [.., E].
 */
public final class AmadeusCrossEntropyGradient extends JavaOp {
    @Override
    public String opName() {
        return "amadeus_cross_entropy_gradient";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[1]};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray gradient = RowMajor.output(outputs[0]);
        INDArray probabilities = RowMajor.matrix(inputs[1]);
        double scale = inputs[0].getDouble(0) / gradient.size(0);
        if (AmadeusCrossEntropy.isDistribution(inputs[2])) {
            probabilities.subi(RowMajor.matrix(inputs[2]), gradient).muli(scale);
            return;
        }
        int[] target = RowMajor.classes(inputs[2], gradient.size(1), opName());
        probabilities.muli(scale, gradient);
        for (int row = 0; row < target.length; row++) {
            gradient.putScalar(row, target[row], gradient.getDouble(row, target[row]) - scale);
        }
    }
}
