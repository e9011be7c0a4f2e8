package org.amadeus.model.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes the placeholders of {@link TrainingGraph} from a batch. */
public final class WindowInputs {
    private WindowInputs() {}

    /**
     * Everything but the dropout masks, teacher forced: the input for each event is the event before it.
     *
     * @param init [B, I], row-major
     */
    public static Map<String, INDArray> of(ModelConfig config, TrainingBatch batch, float[] init) {
        int steps = batch.steps();
        int windows = batch.windows();
        int[] before = new int[batch.events().length];
        Arrays.fill(before, 0, windows, config.primaryEvent());
        System.arraycopy(batch.events(), 0, before, windows, before.length - windows);
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(PerformanceRnn.INIT, Nd4j.createFromArray(init).reshape(windows, config.initDim()));
        inputs.put(PerformanceRnn.EVENT, Nd4j.createFromArray(before).reshape(steps, windows));
        inputs.put(TrainingGraph.TARGET, Nd4j.createFromArray(batch.events()).reshape(steps, windows));
        inputs.put(
                PerformanceRnn.CONDITION,
                Nd4j.createFromArray(batch.conditions()).reshape(steps, windows, config.conditionDim()));
        return inputs;
    }

    /** The same with dropout masks drawn from a seed, where the model has dropout. */
    public static Map<String, INDArray> withDropout(ModelConfig config, Map<String, INDArray> inputs, long seed) {
        return new DropoutMasks(config).addedTo(inputs, new IterationDraws(seed, 0));
    }
}
