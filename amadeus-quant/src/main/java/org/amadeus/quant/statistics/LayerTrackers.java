package org.amadeus.quant.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Reads the tensors of a plain step graph off a probe and gathers the layers' statistics under the reference's names: those
 * of the leaf modules of its model, once its GRU is taken apart for quantization.
 */
final class LayerTrackers {
    private static final String DROPOUT = "gru.dropout";
    private static final String SOFTMAX = "output_fc_activation";
    private static final String CELL = "gru.cells.";
    private static final String ADD = ".eltwiseadd_gate";
    private static final String MULTIPLY = ".eltwisemult_gate";
    private static final String ACTIVATION = ".act_";

    private final ModelConfig config;
    private final SameDiff graph;
    /** Of each layer its output, then its inputs. */
    private final Map<String, List<TensorTracker>> layers = new LinkedHashMap<>();

    private TensorProbe probe;
    private int batch;

    LayerTrackers(ModelConfig config, SameDiff graph) {
        this.config = config;
        this.graph = graph;
        for (String name : names(config)) {
            layers.put(name, new ArrayList<>(List.of(new TensorTracker())));
        }
    }

    /** All names, in the order of a statistics file. */
    private static List<String> names(ModelConfig config) {
        List<String> names = new ArrayList<>(List.of(
                PerformanceRnn.INITIAL_HIDDEN_FC,
                PerformanceRnn.INITIAL_HIDDEN,
                PerformanceRnn.EMBEDDING,
                PerformanceRnn.INPUT_FC,
                PerformanceRnn.INPUT_ACTIVATION));
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            names.add(config.cell().gateX(layer));
            names.add(config.cell().gateH(layer));
            for (String inside : List.of(ADD, MULTIPLY, ACTIVATION + "r", ACTIVATION + "z", ACTIVATION + "n")) {
                names.add(CELL + layer + inside);
            }
        }
        names.addAll(List.of(DROPOUT, PerformanceRnn.LOGITS, SOFTMAX));
        return names;
    }

    /** The tensors that a probe has to show. */
    Set<String> tensors() {
        Set<String> tensors = new LinkedHashSet<>();
        graph.getOps().values().forEach(op -> tensors.add(op.getOutputsOfOp().get(0)));
        return tensors;
    }

    /** Follows a probe from its first step to its last. */
    void follow(TensorProbe other) {
        probe = other;
        batch = other.windows();
        for (String name : List.of(PerformanceRnn.INITIAL_HIDDEN_FC, PerformanceRnn.INITIAL_HIDDEN)) {
            batch(name, probe.values(name), input(name));
        }
        while (probe.advance()) {
            step();
        }
    }

    private void step() {
        time(PerformanceRnn.EMBEDDING, probe.values(PerformanceRnn.EMBEDDING));
        track(PerformanceRnn.EMBEDDING, 1, probe.events(), 1, "(1, " + batch + ")");
        time(PerformanceRnn.INPUT_FC, probe.values(PerformanceRnn.INPUT_FC), input(PerformanceRnn.INPUT_FC));
        // The reference computes it in place, so that what it records as the input is the output.
        float[] activated = probe.values(PerformanceRnn.INPUT_ACTIVATION);
        time(PerformanceRnn.INPUT_ACTIVATION, activated, activated);
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            cell(layer);
        }
        float[] logits = probe.values(PerformanceRnn.LOGITS);
        time(PerformanceRnn.LOGITS, logits, input(PerformanceRnn.LOGITS));
        time(SOFTMAX, softmax(logits), logits);
    }

    private void cell(int layer) {
        String gateX = config.cell().gateX(layer);
        String gateH = config.cell().gateH(layer);
        batch(gateX, probe.values(gateX), input(gateX));
        batch(gateH, probe.values(gateH), input(gateH));
        gates(CELL + layer, probe.values(gateX), probe.values(gateH), input(gateH));
        if (layer + 1 < config.gruLayers()) {
            float[] next = probe.values(config.cell().next(layer, 0));
            batch(DROPOUT, next, next);
        }
    }

    /**
     * The tensors inside a cell's gates. The graph computes them in one op; the reference has a module for each sum and
     * product, whose calls it pools: sums r, z, n, 1 - z, h'; products r * n_h, -1 * z, (1 - z) * n, z * h.
     *
     * @param gx [B, 3H]
     * @param gh [B, 3H]
     * @param h  [B, H]
     */
    private void gates(String cell, float[] gx, float[] gh, float[] h) {
        DoubleUnaryOperator sigmoid = x -> 1 / (1 + Math.exp(-x));
        float[] r = activate(cell + ACTIVATION + "r", sum(cell, third(gx, 0), third(gh, 0)), sigmoid);
        float[] z = activate(cell + ACTIVATION + "z", sum(cell, third(gx, 1), third(gh, 1)), sigmoid);
        float[] fromState = product(cell, r, third(gh, 2));
        float[] n = activate(cell + ACTIVATION + "n", sum(cell, third(gx, 2), fromState), Math::tanh);
        float[] rest = sum(cell, filled(1, h.length), product(cell, filled(-1, h.length), z));
        sum(cell, product(cell, rest, n), product(cell, z, h));
    }

    private float[] sum(String cell, float[] a, float[] b) {
        return both(cell + ADD, a, b, Double::sum);
    }

    private float[] product(String cell, float[] a, float[] b) {
        return both(cell + MULTIPLY, a, b, (p, q) -> p * q);
    }

    /** In double, whose rounding to a float gives what the same operation of floats does. */
    private float[] both(String name, float[] a, float[] b, DoubleBinaryOperator operation) {
        float[] y = new float[a.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) operation.applyAsDouble(a[i], b[i]);
        }
        batch(name, y, a, b);
        return y;
    }

    private float[] activate(String name, float[] x, DoubleUnaryOperator function) {
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) function.applyAsDouble(x[i]);
        }
        batch(name, y, x);
        return y;
    }

    private static float[] filled(float value, int length) {
        float[] y = new float[length];
        Arrays.fill(y, value);
        return y;
    }

    private float[] third(float[] gates, int which) {
        int units = gates.length / batch / 3;
        float[] part = new float[batch * units];
        for (int b = 0; b < batch; b++) {
            System.arraycopy(gates, (3 * b + which) * units, part, b * units, units);
        }
        return part;
    }

    private float[] softmax(float[] logits) {
        float[] shares = new float[logits.length];
        int width = logits.length / batch;
        for (int from = 0; from < logits.length; from += width) {
            double largest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < from + width; i++) {
                largest = Math.max(largest, logits[i]);
            }
            double sum = 0;
            for (int i = from; i < from + width; i++) {
                sum += Math.exp(logits[i] - largest);
            }
            for (int i = from; i < from + width; i++) {
                shares[i] = (float) (Math.exp(logits[i] - largest) / sum);
            }
        }
        return shares;
    }

    private float[] input(String layer) {
        return probe.values(graph.getVariableOutputOp(layer).argNames()[0]);
    }

    /** Notes a layer's output and inputs [B, width]: every sample is a row. */
    private void batch(String name, float[]... tensors) {
        for (int i = 0; i < tensors.length; i++) {
            track(name, i, tensors[i], batch, "(" + batch + ", " + tensors[i].length / batch + ")");
        }
    }

    /** Likewise [1, B, width]: the reference adds a time axis, which makes the whole batch one row. */
    private void time(String name, float[]... tensors) {
        for (int i = 0; i < tensors.length; i++) {
            track(name, i, tensors[i], 1, "(1, " + batch + ", " + tensors[i].length / batch + ")");
        }
    }

    private void track(String name, int which, float[] values, int rows, String shape) {
        List<TensorTracker> trackers = layers.get(name);
        if (trackers.size() == which) {
            trackers.add(new TensorTracker());
        }
        trackers.get(which).add(values, rows, shape);
    }

    /** What was gathered, by the reference's names of layers. */
    Map<String, LayerStatistics> result() {
        Map<String, LayerStatistics> result = new LinkedHashMap<>();
        layers.forEach((name, trackers) -> {
            List<TensorStatistics> tensors =
                    trackers.stream().map(TensorTracker::result).toList();
            result.put(name, new LayerStatistics(tensors.subList(1, tensors.size()), tensors.get(0)));
        });
        return result;
    }
}
