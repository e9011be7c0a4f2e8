package org.amadeus.model.kernel.sequence;

import static org.amadeus.model.kernel.sequence.Sequences.at;
import static org.amadeus.model.kernel.sequence.Sequences.multiply;

import java.lang.ref.Reference;
import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Step by step, by ND4J's matrix products and a cell's {@link CellArithmetic}. What does not depend on the step before is
 * one product over the whole sequence. Its workspace is what the arithmetic keeps, then the states but the hidden one
 * after each step: [K + S - 1, T, B, H] of S states.
 */
final class StepwiseKernel implements SequenceKernel {
    private final CellArithmetic cell;
    private final int states;

    StepwiseKernel(CellArithmetic cell) {
        this.cell = cell;
        this.states = cell.states();
    }

    @Override
    public long workspaceSize(SequenceShape shape) {
        return (cell.kept() + states - 1L) * shape.rows() * shape.hidden();
    }

    @Override
    public void forward(SequencePass pass) {
        SequenceShape s = pass.shape();
        SequenceWeights weights = pass.weights();
        long gates = weights.biasIh().length();
        INDArray gx = Nd4j.createUninitialized(pass.x().dataType(), s.rows(), gates);
        INDArray gh = Nd4j.createUninitialized(pass.x().dataType(), s.batch(), gates);
        multiply(pass.x().reshape(s.rows(), s.inputs()), false, weights.weightIh(), true, gx, false);
        gx.addiRowVector(weights.biasIh());
        INDArray sequence = gx.reshape(s.steps(), s.batch(), gates);
        INDArray[] before = pass.states();
        for (int t = 0; t < s.steps(); t++) {
            multiply(before[0], false, weights.weightHh(), true, gh, false);
            gh.addiRowVector(weights.biasHh());
            INDArray[] after = states(pass, s, t);
            cell.forward(at(sequence, t), gh, before, after, kept(pass, s, t));
            before = after;
        }
        Reference.reachabilityFence(gx);
        Reference.reachabilityFence(gh);
        pass.keep();
    }

    @Override
    public void backward(SequencePass pass, INDArray dy, SequenceGradients gradients) {
        SequenceShape s = pass.shape();
        SequenceWeights weights = pass.weights();
        long gates = weights.biasIh().length();
        INDArray dgx = Nd4j.createUninitialized(dy.dataType(), s.steps(), s.batch(), gates);
        INDArray dgh = dgx.ulike();
        INDArray[] d = gradients.states();
        for (INDArray state : d) {
            state.assign(0);
        }
        for (int t = s.steps() - 1; t >= 0; t--) {
            INDArray[] before = t == 0 ? pass.states() : states(pass, s, t - 1);
            INDArray ofState = at(dgh, t);
            d[0].addi(at(dy, t));
            cell.backward(before, states(pass, s, t), kept(pass, s, t), d, at(dgx, t), ofState);
            multiply(ofState, false, weights.weightHh(), false, d[0], true);
        }
        INDArray ofX = dgx.reshape(s.rows(), gates);
        INDArray ofH = dgh.reshape(s.rows(), gates);
        // Sums over rows as products: ND4J's own sum over a tall matrix is slower than gemm.
        INDArray ones = Nd4j.ones(dy.dataType(), 1, s.rows());
        SequenceWeights out = gradients.weights();
        multiply(ofX, false, weights.weightIh(), false, gradients.x().reshape(s.rows(), s.inputs()), false);
        multiply(ofX, true, pass.x().reshape(s.rows(), s.inputs()), false, out.weightIh(), false);
        multiply(ofH, true, Sequences.before(pass.states()[0], pass.y(), s), false, out.weightHh(), false);
        multiply(ones, false, ofX, false, out.biasIh().reshape(1, gates), false);
        multiply(ones, false, ofH, false, out.biasHh().reshape(1, gates), false);
        Reference.reachabilityFence(dgx);
        Reference.reachabilityFence(dgh);
        pass.keep();
    }

    /** The states after a step: a row of y, and of the end of the workspace. */
    private INDArray[] states(SequencePass pass, SequenceShape s, int t) {
        INDArray workspace = pass.workspace().reshape(cell.kept() + states - 1, s.steps(), s.batch(), s.hidden());
        INDArray[] after = new INDArray[states];
        Arrays.setAll(after, i -> i == 0 ? at(pass.y(), t) : at(workspace, cell.kept() + i - 1, t));
        return after;
    }

    private INDArray[] kept(SequencePass pass, SequenceShape s, int t) {
        INDArray workspace = pass.workspace().reshape(cell.kept() + states - 1, s.steps(), s.batch(), s.hidden());
        INDArray[] kept = new INDArray[cell.kept()];
        Arrays.setAll(kept, i -> at(workspace, i, t));
        return kept;
    }
}
