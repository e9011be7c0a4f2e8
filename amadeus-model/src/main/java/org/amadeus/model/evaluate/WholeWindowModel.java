package org.amadeus.model.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.GraphRunner;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Predicts windows of a plain model layer by layer, all steps at once, by the graph that training uses, without dropout;
 * some four times as fast as step by step. T steps, B windows.
 */
public final class WholeWindowModel implements WindowModel {
    private final ModelConfig config;
    private final int steps;
    private final int windows;
    private final Map<String, INDArray> inputs;
    private final GraphRunner runner;

    /**
     * @param steps   T, 1 or more
     * @param windows B, 1 or more
     */
    public WholeWindowModel(Parameters parameters, int steps, int windows) {
        this.config = parameters.config();
        this.steps = steps;
        this.windows = windows;
        this.inputs = parameters.arrays();
        inputs.put(PerformanceRnn.INIT, Nd4j.create(DataType.FLOAT, windows, config.initDim()));
        inputs.put(PerformanceRnn.CONDITION, Nd4j.create(DataType.FLOAT, steps, windows, config.conditionDim()));
        SameDiff graph = SameDiff.create();
        PerformanceRnn.ofPlaceholders(graph, config).window(false, false, SequenceKernels.FASTEST);
        this.runner = new GraphRunner(graph);
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public int windows() {
        return windows;
    }

    @Override
    public void predict(int[] events, float[] conditions, float[] logits) {
        int[] before = new int[events.length];
        Arrays.fill(before, 0, windows, config.primaryEvent());
        System.arraycopy(events, 0, before, windows, before.length - windows);
        HostFloats.write(conditions, inputs.get(PerformanceRnn.CONDITION));
        try (INDArray event = Nd4j.createFromArray(before)) {
            inputs.put(PerformanceRnn.EVENT, event.reshape(steps, windows));
            HostFloats.read(runner.run(inputs, List.of(PerformanceRnn.LOGITS)).get(PerformanceRnn.LOGITS), logits);
        }
    }

    /** Frees what lies outside the Java heap, which the garbage collector would not hurry to do. */
    @Override
    public void close() {
        runner.close();
        inputs.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
    }
}
