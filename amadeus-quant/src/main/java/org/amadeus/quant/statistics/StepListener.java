package org.amadeus.quant.statistics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Hears every op of a plain step graph and gathers the statistics of the layers under the reference's names. */
final class StepListener extends BaseListener {
    private final ModelConfig config;
    private final Map<String, LayerTracker> layers = new LinkedHashMap<>();
    /** Output of the gate layers at this step, kept until the gates that use them. */
    private final Map<String, float[]> linear = new HashMap<>();

    StepListener(ModelConfig config) {
        this.config = config;
        for (String name : LayerNames.of(config)) {
            layers.put(name, new LayerTracker());
        }
    }

    @Override
    public boolean isActive(Operation operation) {
        return true;
    }

    @Override
    public void opExecution(
            SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, OpContext context, INDArray[] outputs) {
        String name = op.getOutputsOfOp().get(0);
        float[] y = floats(outputs[0]);
        int rows = (int) outputs[0].size(0);
        switch (name) {
            case PerformanceRnn.EMBEDDING -> {
                INDArray events = context.getInputArray(1);
                layers.get(name)
                        .call(
                                LayerTracker.Seen.ofTime(y, rows),
                                new LayerTracker.Seen(floats(events), 1, "(1, " + rows + ")"));
            }
            case PerformanceRnn.INPUT_FC -> time(name, y, floats(context.getInputArray(0)), rows);
            case PerformanceRnn.LOGITS -> {
                time(name, y, floats(context.getInputArray(0)), rows);
                time(LayerNames.SOFTMAX, softmax(y, rows), y, rows);
            }
            // The reference computes it in place, so that what it records as the input is the output.
            case PerformanceRnn.INPUT_ACTIVATION -> time(name, y, y, rows);
            case PerformanceRnn.INITIAL_HIDDEN_FC, PerformanceRnn.INITIAL_HIDDEN ->
                batch(name, y, floats(context.getInputArray(0)), rows);
            default -> recurrent(name, y, context, rows);
        }
    }

    private void recurrent(String name, float[] y, OpContext context, int rows) {
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            if (name.equals(config.cell().gateX(layer))
                    || name.equals(config.cell().gateH(layer))) {
                batch(name, y, floats(context.getInputArray(0)), rows);
                linear.put(name, y);
            } else if (name.equals(config.cell().next(layer, 0))) {
                float[] gx = linear.get(config.cell().gateX(layer));
                float[] gh = linear.get(config.cell().gateH(layer));
                new GateTensors(rows, gx, gh, floats(context.getInputArray(2)))
                        .record(
                                layers.get(LayerNames.add(layer)),
                                layers.get(LayerNames.multiply(layer)),
                                layers.get(LayerNames.activation(layer, 'r')),
                                layers.get(LayerNames.activation(layer, 'z')),
                                layers.get(LayerNames.activation(layer, 'n')));
                if (layer + 1 < config.gruLayers()) {
                    batch(LayerNames.DROPOUT, y, y, rows);
                }
            }
        }
    }

    private void batch(String name, float[] y, float[] x, int rows) {
        layers.get(name).call(LayerTracker.Seen.ofBatch(y, rows), LayerTracker.Seen.ofBatch(x, rows));
    }

    private void time(String name, float[] y, float[] x, int rows) {
        layers.get(name).call(LayerTracker.Seen.ofTime(y, rows), LayerTracker.Seen.ofTime(x, rows));
    }

    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
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

    Map<String, LayerStatistics> result() {
        Map<String, LayerStatistics> result = new LinkedHashMap<>();
        layers.forEach((name, tracker) -> result.put(name, tracker.result()));
        return result;
    }
}
