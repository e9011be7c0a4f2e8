package org.amadeus.model.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.StepGraph;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A step model that runs the graph itself by SameDiff: slow, but the graph's listeners hear every tensor. */
public final class GraphStepModel implements StepModel {
    private final ModelConfig config;
    private final int batch;
    private final GraphRunner runner;
    private final float[][] hidden;

    public GraphStepModel(ModelConfig config, SameDiff graph, int batch) {
        this.config = config;
        this.batch = batch;
        this.runner = new GraphRunner(graph);
        this.hidden = new float[config.gruLayers()][batch * config.hiddenDim()];
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public int batch() {
        return batch;
    }

    @Override
    public void start(float[] init) {
        INDArray array = Nd4j.createFromArray(init).reshape(batch, config.initDim());
        float[] flat = runner.run(Map.of(StepGraph.INIT, array), List.of(StepGraph.INITIAL_HIDDEN))
                .get(StepGraph.INITIAL_HIDDEN)
                .ravel()
                .toFloatVector();
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(flat, layer * hidden[layer].length, hidden[layer], 0, hidden[layer].length);
        }
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        Map<String, INDArray> placeholders = new HashMap<>();
        placeholders.put(StepGraph.EVENT, Nd4j.createFromArray(events));
        placeholders.put(StepGraph.CONDITION, Nd4j.createFromArray(conditions).reshape(batch, config.conditionDim()));
        for (int layer = 0; layer < hidden.length; layer++) {
            placeholders.put(
                    StepGraph.hidden(layer), Nd4j.createFromArray(hidden[layer]).reshape(batch, config.hiddenDim()));
        }
        Map<String, INDArray> outputs = runner.run(placeholders, StepGraph.outputs(config));
        System.arraycopy(outputs.get(StepGraph.LOGITS).ravel().toFloatVector(), 0, logits, 0, logits.length);
        for (int layer = 0; layer < hidden.length; layer++) {
            hidden[layer] = outputs.get(StepGraph.gates(layer)).ravel().toFloatVector();
        }
    }

    @Override
    public int stateSize() {
        return config.gruLayers() * config.hiddenDim();
    }

    @Override
    public void readState(int slot, float[] state) {
        int units = config.hiddenDim();
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(hidden[layer], slot * units, state, layer * units, units);
        }
    }

    @Override
    public void writeState(int slot, float[] state) {
        int units = config.hiddenDim();
        for (int layer = 0; layer < hidden.length; layer++) {
            System.arraycopy(state, layer * units, hidden[layer], slot * units, units);
        }
    }

    @Override
    public void close() {
        // SameDiff frees its arrays with the graph.
    }
}
