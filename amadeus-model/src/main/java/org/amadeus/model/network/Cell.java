package org.amadeus.model.network;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.op.network.AmadeusLinear;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A kind of recurrent layer: all that Performance RNN has to know of it. A service, found by {@link Cells}. B batch, T
 * steps, H hidden units, of the layer and of its input.
 *
 * <p>Its parameters are PyTorch's: {@code weight_ih} [G*H, H] and {@code bias_ih} [G*H] for the input, {@code weight_hh}
 * and {@code bias_hh} likewise for the hidden state, G being how many {@link #gates} there are.
 */
public interface Cell {
    /** How options, sessions and PyTorch's modules call it: {@code gru}. */
    String id();

    /** G: how many rows of a weight matrix each unit has. */
    int gates();

    /** What a layer carries from one step to the next, each [B, H]; the first is its output, the hidden state. */
    List<String> states();

    /**
     * Adds one step of a layer to a graph. The two linear parts are called {@link #gateX} and {@link #gateH}, the new states
     * {@link #next}: quantization and plans know them by these names.
     *
     * @param x       input [B, H]
     * @param states  before the step
     * @param weights in the order of {@link #parameters}
     * @return the states after the step
     */
    default SDVariable[] step(SameDiff graph, int layer, SDVariable x, SDVariable[] states, SDVariable[] weights) {
        SDVariable gx = AmadeusLinear.layer(graph, gateX(layer), weights[0], weights[2], x);
        SDVariable gh = AmadeusLinear.layer(graph, gateH(layer), weights[1], weights[3], states[0]);
        return addGates(graph, layer, gx, gh, states);
    }

    /**
     * Adds what a step does with its two linear parts, both [B, G*H].
     *
     * @param states before the step
     * @return the states after it, called {@link #next}
     */
    SDVariable[] addGates(SameDiff graph, int layer, SDVariable gx, SDVariable gh, SDVariable[] states);

    /** What computes a layer over a whole sequence. */
    CellKernels kernels();

    /** The parameter whose shape gives the size of the hidden state: [G*H, H]. */
    default String sizeParameter() {
        return id() + ".weight_hh_l0";
    }

    /** The name of a layer's new state. */
    String next(int layer, int state);

    /** The name of a layer's linear part of its input. */
    default String gateX(int layer) {
        return id() + ".cells." + layer + ".fc_gate_x";
    }

    /** The name of a layer's linear part of its hidden state. */
    default String gateH(int layer) {
        return id() + ".cells." + layer + ".fc_gate_h";
    }

    /** The name of a layer's output over a sequence. */
    default String output(int layer) {
        return id() + "_l" + layer;
    }

    /** A layer's parameters: weight_ih, weight_hh, bias_ih, bias_hh by name, with their shapes. */
    default Map<String, List<Integer>> parameters(int layer, int hidden) {
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        shapes.put(id() + ".weight_ih_l" + layer, List.of(gates() * hidden, hidden));
        shapes.put(id() + ".weight_hh_l" + layer, List.of(gates() * hidden, hidden));
        shapes.put(id() + ".bias_ih_l" + layer, List.of(gates() * hidden));
        shapes.put(id() + ".bias_hh_l" + layer, List.of(gates() * hidden));
        return shapes;
    }
}
