package org.amadeus.model.op.network;

import static org.amadeus.model.kernel.sequence.Sequences.gate;

import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.step.LinearWeights;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.lowering.GatesOp;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The element-wise arithmetic of a GRU cell; {@link StepKernels#gates} has the equations. Inputs
 * gx = W_i x + b_i and gh = W_h h + b_h, both [B, 3H], thirds r, z, n, and h [B, H]; output h' [B, H].
 */
public final class AmadeusGruGates extends JavaOp implements GatesOp {
    /** Adds the op to a graph. */
    public static SDVariable layer(SameDiff graph, String name, SDVariable gx, SDVariable gh, SDVariable h) {
        return new AmadeusGruGates().addTo(graph, gx, gh, h).named(name);
    }

    @Override
    public String opName() {
        return "amadeus_gru_gates";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[2]};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray gx = inputs[0];
        INDArray gh = inputs[1];
        INDArray r = Transforms.sigmoid(gate(gx, 0, 3).add(gate(gh, 0, 3)), false);
        INDArray z = Transforms.sigmoid(gate(gx, 1, 3).add(gate(gh, 1, 3)), false);
        INDArray n = Transforms.tanh(gate(gx, 2, 3).add(r.muli(gate(gh, 2, 3))), false);
        outputs[0].assign(z.rsub(1).muli(n).addi(z.mul(inputs[2])));
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable[] gx = sameDiff.split(arg(0), 3, 1);
        SDVariable[] gh = sameDiff.split(arg(1), 3, 1);
        SDVariable h = arg(2);
        SDVariable r = sameDiff.nn().sigmoid(gx[0].add(gh[0]));
        SDVariable z = sameDiff.nn().sigmoid(gx[1].add(gh[1]));
        SDVariable n = sameDiff.math().tanh(gx[2].add(r.mul(gh[2])));
        SDVariable d = gradients.get(0);
        SDVariable ofN = d.mul(z.rsub(1)).mul(n.mul(n).rsub(1));
        SDVariable ofZ = d.mul(h.sub(n)).mul(z).mul(z.rsub(1));
        SDVariable ofR = ofN.mul(gh[2]).mul(r).mul(r.rsub(1));
        return List.of(sameDiff.concat(1, ofR, ofZ, ofN), sameDiff.concat(1, ofR, ofZ, ofN.mul(r)), d.mul(z));
    }

    @Override
    public void check(OpSite site) {
        OpCheck.gates(site, 3);
    }

    @Override
    public int outputSize(OpSite site) {
        return site.inputSize(2);
    }

    /** A whole GRU cell in one kernel where both linear parts are nobody else's; else the gates alone. */
    @Override
    public StepKernel lower(OpSite site) {
        Optional<OpSite> gx = site.producer(0).filter(p -> p.op() instanceof AmadeusLinear);
        Optional<OpSite> gh = site.producer(1)
                .filter(p -> p.op() instanceof AmadeusLinear && p.inputName(0).equals(site.inputName(2)));
        StepKernels kernels = site.kernels();
        if (gx.isEmpty() || gh.isEmpty()) {
            return kernels.gates(
                    site.batch(), site.outputSize(), site.input(0), site.input(1), site.input(2), site.output());
        }
        LinearWeights wx = AmadeusLinear.weights(gx.get());
        LinearWeights wh = AmadeusLinear.weights(gh.get());
        return kernels.gru(site.batch(), wx, wh, gx.get().input(0), site.input(2), site.output());
    }
}
