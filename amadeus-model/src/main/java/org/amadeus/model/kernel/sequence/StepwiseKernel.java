package org.amadeus.model.kernel.sequence;

import static org.amadeus.model.kernel.sequence.Sequences.at;
import static org.amadeus.model.kernel.sequence.Sequences.multiply;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Step by step, by ND4J's matrix products and a cell's {@link CellArithmetic}. What does not depend on the step before is
 * one product over the whole sequence. Its workspace is what the arithmetic keeps, then the states but the hidden one
 * after each step: [4 + S - 1, T, B, H] of S states.
 */
final class StepwiseKernel implements SequenceKernel {
    private final int states;
    private final CellArithmetic cell;

    StepwiseKernel(int states, CellArithmetic cell) {
        this.states = states;
        this.cell = cell;
    }

    @Override
    public long workspaceSize(SequenceShape shape) {
        return (CellArithmetic.KEPT + states - 1L) * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequenceArrays in, INDArray y, INDArray workspace) {
        SequenceShape s = in.shape();
        long gates = in.biasIh().length();
        INDArray gx = Nd4j.createUninitialized(in.x().dataType(), s.rows(), gates);
        INDArray gh = Nd4j.createUninitialized(in.x().dataType(), s.batch(), gates);
        multiply(in.x().reshape(s.rows(), s.inputs()), false, in.weightIh(), true, gx, false);
        gx.addiRowVector(in.biasIh());
        INDArray sequence = gx.reshape(s.steps(), s.batch(), gates);
        INDArray parts = parts(workspace, s);
        INDArray[] before = in.states();
        for (int t = 0; t < s.steps(); t++) {
            multiply(before[0], false, in.weightHh(), true, gh, false);
            gh.addiRowVector(in.biasHh());
            INDArray[] after = states(y, parts, t);
            cell.forward(at(sequence, t), gh, before, after, kept(parts, t));
            before = after;
        }
        Sequences.keep(gx, gh, in, y, workspace);
    }

    @Override
    public void backward(SequenceArrays in, INDArray y, INDArray workspace, INDArray dy, SequenceArrays gradients) {
        SequenceShape s = in.shape();
        long gates = in.biasIh().length();
        INDArray dgx = Nd4j.createUninitialized(dy.dataType(), s.steps(), s.batch(), gates);
        INDArray dgh = dgx.ulike();
        INDArray parts = parts(workspace, s);
        INDArray[] d = gradients.states();
        for (INDArray state : d) {
            state.assign(0);
        }
        for (int t = s.steps() - 1; t >= 0; t--) {
            INDArray[] before = t == 0 ? in.states() : states(y, parts, t - 1);
            INDArray ofState = at(dgh, t);
            d[0].addi(at(dy, t));
            cell.backward(before, states(y, parts, t), kept(parts, t), d, at(dgx, t), ofState);
            multiply(ofState, false, in.weightHh(), false, d[0], true);
        }
        INDArray ofX = dgx.reshape(s.rows(), gates);
        INDArray ofH = dgh.reshape(s.rows(), gates);
        // Sums over rows as products: ND4J's own sum over a tall matrix is slower than gemm.
        INDArray ones = Nd4j.ones(dy.dataType(), 1, s.rows());
        multiply(ofX, false, in.weightIh(), false, gradients.x().reshape(s.rows(), s.inputs()), false);
        multiply(ofX, true, in.x().reshape(s.rows(), s.inputs()), false, gradients.weightIh(), false);
        multiply(ofH, true, Sequences.before(in.states()[0], y, s), false, gradients.weightHh(), false);
        multiply(ones, false, ofX, false, gradients.biasIh().reshape(1, gates), false);
        multiply(ones, false, ofH, false, gradients.biasHh().reshape(1, gates), false);
        Sequences.keep(dgx, dgh, in, y, workspace);
    }

    /** The states after a step: a row of y, and of the end of the workspace. */
    private INDArray[] states(INDArray y, INDArray parts, int t) {
        INDArray[] after = new INDArray[states];
        Arrays.setAll(after, i -> i == 0 ? at(y, t) : at(parts, CellArithmetic.KEPT + i - 1, t));
        return after;
    }

    private INDArray[] kept(INDArray parts, int t) {
        INDArray[] kept = new INDArray[CellArithmetic.KEPT];
        Arrays.setAll(kept, i -> at(parts, i, t));
        return kept;
    }

    private INDArray parts(INDArray workspace, SequenceShape s) {
        return workspace.reshape(CellArithmetic.KEPT + states - 1, s.steps(), s.batch(), s.hidden());
    }
}
