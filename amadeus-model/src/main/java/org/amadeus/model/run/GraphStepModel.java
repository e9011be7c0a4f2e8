package org.amadeus.model.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.network.StepGraph;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A step model that runs the graph itself by SameDiff: slow at small batches, but the graph's listeners see every tensor. */
public final class GraphStepModel implements StepModel {
    private final ModelConfig config;
    private final int batch;
    private final GraphRunner runner;
    private final Map<String, INDArray> placeholders = new HashMap<>();
    private final List<String> names;
    private final List<String> outputs;
    private final float[][] hidden;
    private final States states;

    public GraphStepModel(ModelConfig config, SameDiff graph, int batch) {
        this.config = config;
        this.batch = batch;
        this.runner = new GraphRunner(graph);
        this.names = StepGraph.states(config);
        this.outputs = StepGraph.outputs(config);
        this.hidden = new float[config.stateCount()][batch * config.hiddenDim()];
        this.states = new States(config, hidden);
        names.forEach(name -> placeholders.put(name, Nd4j.create(DataType.FLOAT, batch, config.hiddenDim())));
        placeholders.put(PerformanceRnn.INIT, Nd4j.create(DataType.FLOAT, batch, config.initDim()));
        placeholders.put(PerformanceRnn.CONDITION, Nd4j.create(DataType.FLOAT, batch, config.conditionDim()));
        placeholders.put(PerformanceRnn.EVENT, Nd4j.create(DataType.INT32, batch));
    }

    /** Gives the array of a placeholder beyond those of every step graph, such as a mask; valid until it is replaced. */
    public void give(String placeholder, INDArray array) {
        placeholders.put(placeholder, array);
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
    public void start(int slot, float[] init) {
        float[] all = new float[batch * config.initDim()];
        System.arraycopy(init, 0, all, slot * init.length, init.length);
        states.write(slot, initial(all), slot * states.size());
    }

    @Override
    public void startMixed(float[] init) {
        states.mix(initial(init));
    }

    private float[] initial(float[] init) {
        HostFloats.write(init, placeholders.get(PerformanceRnn.INIT));
        return HostFloats.read(
                runner.run(placeholders, List.of(PerformanceRnn.INITIAL_HIDDEN)).get(PerformanceRnn.INITIAL_HIDDEN));
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        placeholders.get(PerformanceRnn.EVENT).assign(Nd4j.createFromArray(events));
        HostFloats.write(conditions, placeholders.get(PerformanceRnn.CONDITION));
        for (int i = 0; i < hidden.length; i++) {
            HostFloats.write(hidden[i], placeholders.get(names.get(i)));
        }
        Map<String, INDArray> results = runner.run(placeholders, outputs);
        HostFloats.read(results.get(PerformanceRnn.LOGITS), logits);
        for (int i = 0; i < hidden.length; i++) {
            HostFloats.read(results.get(outputs.get(1 + i)), hidden[i]);
        }
    }

    @Override
    public int stateSize() {
        return states.size();
    }

    @Override
    public void readState(int slot, float[] state) {
        states.read(slot, state);
    }

    @Override
    public void writeState(int slot, float[] state) {
        states.write(slot, state, 0);
    }

    @Override
    public void close() {
        runner.close();
    }
}
