package org.amadeus.quant.statistics;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.nd4j.autodiff.samediff.SameDiff;

/** Reads the tensors of a plain step graph off a probe and gathers the layers' statistics under the reference's names. */
final class LayerTrackers {
    private final ModelConfig config;
    private final SameDiff graph;
    private final Map<String, LayerTracker> layers = new LinkedHashMap<>();

    LayerTrackers(ModelConfig config, SameDiff graph) {
        this.config = config;
        this.graph = graph;
        for (String name : LayerNames.of(config)) {
            layers.put(name, new LayerTracker());
        }
    }

    /** The tensors that a probe has to show. */
    Set<String> tensors() {
        Set<String> tensors = new LinkedHashSet<>();
        graph.getOps().values().forEach(op -> tensors.add(op.getOutputsOfOp().get(0)));
        return tensors;
    }

    /** Once for each batch: what makes the first states. */
    void start(TensorProbe probe, int rows) {
        for (String name : new String[] {PerformanceRnn.INITIAL_HIDDEN_FC, PerformanceRnn.INITIAL_HIDDEN}) {
            batch(name, probe.values(name), input(probe, name), rows);
        }
    }

    /** After each step. */
    void step(TensorProbe probe, int rows) {
        LayerTracker.Seen rowsOfTable = LayerTracker.Seen.ofTime(probe.values(PerformanceRnn.EMBEDDING), rows);
        layers.get(PerformanceRnn.EMBEDDING)
                .call(rowsOfTable, new LayerTracker.Seen(probe.events(), 1, "(1, " + rows + ")"));
        time(
                PerformanceRnn.INPUT_FC,
                probe.values(PerformanceRnn.INPUT_FC),
                input(probe, PerformanceRnn.INPUT_FC),
                rows);
        // The reference computes it in place, so that what it records as the input is the output.
        float[] activated = probe.values(PerformanceRnn.INPUT_ACTIVATION);
        time(PerformanceRnn.INPUT_ACTIVATION, activated, activated, rows);
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            cell(probe, layer, rows);
        }
        float[] logits = probe.values(PerformanceRnn.LOGITS);
        time(PerformanceRnn.LOGITS, logits, input(probe, PerformanceRnn.LOGITS), rows);
        time(LayerNames.SOFTMAX, softmax(logits, rows), logits, rows);
    }

    private void cell(TensorProbe probe, int layer, int rows) {
        String gateX = config.cell().gateX(layer);
        String gateH = config.cell().gateH(layer);
        float[] gx = probe.values(gateX);
        float[] gh = probe.values(gateH);
        float[] h = input(probe, gateH);
        batch(gateX, gx, input(probe, gateX), rows);
        batch(gateH, gh, h, rows);
        new GateTensors(rows, gx, gh, h)
                .record(
                        layers.get(LayerNames.add(layer)),
                        layers.get(LayerNames.multiply(layer)),
                        layers.get(LayerNames.activation(layer, 'r')),
                        layers.get(LayerNames.activation(layer, 'z')),
                        layers.get(LayerNames.activation(layer, 'n')));
        if (layer + 1 < config.gruLayers()) {
            float[] next = probe.values(config.cell().next(layer, 0));
            batch(LayerNames.DROPOUT, next, next, rows);
        }
    }

    private float[] input(TensorProbe probe, String layer) {
        String producer = graph.getVariables().get(layer).getOutputOfOp();
        return probe.values(graph.getOps().get(producer).getOp().argNames()[0]);
    }

    private void batch(String name, float[] y, float[] x, int rows) {
        layers.get(name).call(LayerTracker.Seen.ofBatch(y, rows), LayerTracker.Seen.ofBatch(x, rows));
    }

    private void time(String name, float[] y, float[] x, int rows) {
        layers.get(name).call(LayerTracker.Seen.ofTime(y, rows), LayerTracker.Seen.ofTime(x, rows));
    }

    private static float[] softmax(float[] logits, int rows) {
        float[] shares = new float[logits.length];
        int width = logits.length / rows;
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

    /** What was gathered, by the reference's names of layers. */
    Map<String, LayerStatistics> result() {
        Map<String, LayerStatistics> result = new LinkedHashMap<>();
        layers.forEach((name, tracker) -> result.put(name, tracker.result()));
        return result;
    }
}
