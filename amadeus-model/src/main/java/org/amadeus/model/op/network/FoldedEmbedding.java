package org.amadeus.model.op.network;

import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.LinearWeights;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpSite;
import org.nd4j.linalg.api.ops.impl.shape.Concat;

/**
 * A linear layer over [embedding of an event | the rest]. The weights' part that meets the embedding gives one fixed
 * vector per event, which is computed once, in double precision, and looked up as the row of bias to add: of the
 * weights only the part that meets the rest is read at each step.
 */
final class FoldedEmbedding {
    private FoldedEmbedding() {}

    /** The folded kernel, or empty where the linear op's input is not made so, or folding would read more. */
    static Optional<StepKernel> lower(OpSite linear) {
        Optional<OpSite> concat =
                linear.producer(0).filter(p -> p.op() instanceof Concat && p.inputs() == 2 && !p.isConstant(1));
        Optional<OpSite> gather = concat.flatMap(c -> c.producer(0))
                .filter(p -> p.op() instanceof AmadeusEmbedding && p.isConstant(0) && !p.isConstant(1));
        if (gather.isEmpty() || linear.batch() >= gather.get().outputSize()) {
            return Optional.empty();
        }
        LinearWeights whole = AmadeusLinear.weights(linear);
        long[] shape = gather.get().constant(0).shape();
        LinearWeights folded = fold(whole, HostFloats.read(gather.get().constant(0)), (int) shape[0], (int) shape[1]);
        int[] events = gather.get().indices(1);
        float[] rest = concat.get().input(1);
        return Optional.of(linear.kernels().linear(linear.batch(), folded, events, rest, linear.output()));
    }

    /**
     * @param whole     W [out, width + rest], one row of bias
     * @param embedding [events, width]
     * @return W's columns of the rest, and a row of bias for each event
     */
    private static LinearWeights fold(LinearWeights whole, float[] embedding, int events, int width) {
        int out = whole.out();
        int rest = whole.in() - width;
        float[] weight = new float[out * rest];
        float[] bias = new float[events * out];
        for (int o = 0; o < out; o++) {
            System.arraycopy(whole.weight(), o * whole.in() + width, weight, o * rest, rest);
            for (int e = 0; e < events; e++) {
                double sum = whole.bias()[o];
                for (int k = 0; k < width; k++) {
                    sum += (double) whole.weight()[o * whole.in() + k] * embedding[e * width + k];
                }
                bias[e * out + o] = (float) sum;
            }
        }
        return new LinearWeights(out, rest, weight, bias);
    }
}
