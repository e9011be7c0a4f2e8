package org.amadeus.model.lstm;

import static org.amadeus.model.kernel.sequence.Sequences.gate;

import org.amadeus.model.lowering.GatesOp;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Half of an LSTM step's element-wise arithmetic, one new state. Inputs gx = W_i x + b_i and gh = W_h h + b_h, both [B, 4H],
 * quarters i, f, g, o, and a state [B, H]; output [B, H].
 */
abstract class LstmGates extends JavaOp implements GatesOp {
    @Override
    protected final long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[2]};
    }

    @Override
    public final void check(OpSite site) {
        OpCheck.gates(site, 4);
    }

    @Override
    public final int outputSize(OpSite site) {
        return site.inputSize(2);
    }

    /** One gate's sum of both linear parts. */
    static INDArray sum(INDArray[] inputs, int gate) {
        return gate(inputs[0], gate, 4).add(gate(inputs[1], gate, 4));
    }

    /** Likewise, in a graph: all four. */
    final SDVariable[] sums() {
        return sameDiff.split(arg(0).add(arg(1)), 4, 1);
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
