package org.amadeus.model.lstm;

import static org.amadeus.model.kernel.sequence.Sequences.gate;

import org.amadeus.model.kernel.sequence.CellArithmetic;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The LSTM in ND4J calls: on any of its backends. It keeps i, f, g and o. */
final class Nd4jLstm implements CellArithmetic {
    @Override
    public void forward(INDArray gx, INDArray gh, INDArray[] before, INDArray[] after, INDArray[] kept) {
        for (int gate = 0; gate < 4; gate++) {
            INDArray sum = gate(gx, gate, 4).add(gate(gh, gate, 4));
            kept[gate].assign(gate == 2 ? Transforms.tanh(sum, false) : Transforms.sigmoid(sum, false));
        }
        after[1].assign(kept[1].mul(before[1]).addi(kept[0].mul(kept[2])));
        after[0].assign(Transforms.tanh(after[1], true).muli(kept[3]));
    }

    @Override
    public void backward(
            INDArray[] before, INDArray[] after, INDArray[] kept, INDArray[] d, INDArray dgx, INDArray dgh) {
        INDArray i = kept[0];
        INDArray f = kept[1];
        INDArray g = kept[2];
        INDArray o = kept[3];
        INDArray dh = d[0];
        INDArray dc = d[1];
        INDArray tanh = Transforms.tanh(after[1], true);
        dc.addi(dh.mul(o).muli(tanh.mul(tanh).rsubi(1)));
        gate(dgx, 0, 4).assign(dc.mul(g).muli(i).muli(i.rsub(1)));
        gate(dgx, 1, 4).assign(dc.mul(before[1]).muli(f).muli(f.rsub(1)));
        gate(dgx, 2, 4).assign(dc.mul(i).muli(g.mul(g).rsubi(1)));
        gate(dgx, 3, 4).assign(dh.mul(tanh).muli(o).muli(o.rsub(1)));
        dgh.assign(dgx);
        dc.muli(f);
        dh.assign(0);
    }
}
