package org.amadeus.model.kernel.sequence;

import static org.amadeus.model.kernel.sequence.Sequences.gate;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The GRU in ND4J calls: on any of its backends, CUDA's included. It keeps r, z, n and W_hn h + b_hn. */
final class Nd4jGru implements CellArithmetic {
    @Override
    public void forward(INDArray gx, INDArray gh, INDArray[] before, INDArray[] after, INDArray[] kept) {
        kept[0].assign(Transforms.sigmoid(gate(gx, 0, 3).add(gate(gh, 0, 3)), false));
        kept[1].assign(Transforms.sigmoid(gate(gx, 1, 3).add(gate(gh, 1, 3)), false));
        kept[3].assign(gate(gh, 2, 3));
        INDArray n = Transforms.tanh(gate(gx, 2, 3).add(kept[0].mul(kept[3])), false);
        kept[2].assign(n);
        after[0].assign(before[0].sub(n).muli(kept[1]).addi(n));
    }

    @Override
    public void backward(
            INDArray[] before, INDArray[] after, INDArray[] kept, INDArray[] d, INDArray dgx, INDArray dgh) {
        INDArray r = kept[0];
        INDArray z = kept[1];
        INDArray n = kept[2];
        INDArray ofN = d[0].mul(z.rsub(1)).muli(n.mul(n).rsubi(1));
        INDArray ofZ = d[0].mul(before[0].sub(n)).muli(z).muli(z.rsub(1));
        INDArray ofR = ofN.mul(kept[3]).muli(r).muli(r.rsub(1));
        for (INDArray gates : new INDArray[] {dgx, dgh}) {
            gate(gates, 0, 3).assign(ofR);
            gate(gates, 1, 3).assign(ofZ);
        }
        gate(dgx, 2, 3).assign(ofN);
        gate(dgh, 2, 3).assign(ofN.mul(r));
        d[0].muli(z);
    }
}
