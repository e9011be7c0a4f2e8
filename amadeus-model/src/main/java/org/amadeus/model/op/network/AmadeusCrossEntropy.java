package org.amadeus.model.op.network;

import java.util.List;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Mean cross-entropy of one right class for each row, or of a distribution over all of them, as PyTorch's. Inputs logits
 * [.., E], target INT32 [..] or floats [.., E] of rows that sum to 1; outputs loss (a scalar) and the probabilities [.., E], which the gradient needs. M2.1's sparse cross-entropy ignores the
 * gradient that comes from what is made of it, be it only a mean.
 */
public final class AmadeusCrossEntropy extends JavaOp {
    /** Adds the loss, a scalar, to a graph. */
    public static SDVariable loss(SameDiff graph, String name, SDVariable logits, SDVariable target) {
        return new AmadeusCrossEntropy().addTo(graph, logits, target).named(name);
    }

    @Override
    public String opName() {
        return "amadeus_cross_entropy";
    }

    @Override
    public int getNumOutputs() {
        return 2;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{}, inputs[0]};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray logits = RowMajor.matrix(inputs[0]);
        INDArray probabilities = RowMajor.output(outputs[1]);
        Nd4j.exec(DynamicCustomOp.builder("log_softmax")
                .addInputs(logits)
                .addOutputs(probabilities)
                .addIntegerArguments(1)
                .build());
        double sum = isDistribution(inputs[1])
                ? ofDistributions(probabilities, inputs[1])
                : ofClasses(probabilities, RowMajor.classes(inputs[1], logits.size(1), opName()));
        outputs[0].assign(-sum / logits.size(0));
        Transforms.exp(probabilities, false);
    }

    /** Whether a target tells the probability of every class, and not the right one. */
    static boolean isDistribution(INDArray target) {
        return target.dataType().isFPType();
    }

    private static double ofClasses(INDArray logarithms, int[] target) {
        double sum = 0;
        for (int row = 0; row < target.length; row++) {
            sum += logarithms.getDouble(row, target[row]);
        }
        return sum;
    }

    private static double ofDistributions(INDArray logarithms, INDArray target) {
        double[] expected = RowMajor.matrix(target).dup('c').data().asDouble();
        double[] found = logarithms.dup('c').data().asDouble();
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            sum += expected[i] * found[i];
        }
        return sum;
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable ofLogits = new Gradient()
                .addTo(sameDiff, gradients.get(0), outputVariables()[1], arg(1))
                .outputVariable();
        return List.of(ofLogits, sameDiff.zerosLike(arg(1)));
    }

    /**
     * The gradient of the logits: (probabilities - target, as a distribution) / rows, times the gradient of
     * the loss. Inputs: the gradient of the loss (a scalar), the probabilities [.., E], the target; output [.., E].
     */
    public static final class Gradient extends JavaOp {
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
            if (isDistribution(inputs[2])) {
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
}
