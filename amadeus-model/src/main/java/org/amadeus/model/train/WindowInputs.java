package org.amadeus.model.train;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.network.ModelConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Makes the placeholders of {@link TrainingGraph} from a batch. */
public final class WindowInputs {
    private WindowInputs() {}

    /**
     * Everything but the dropout masks, teacher forced: what foretells an event is the event before it.
     *
     * @param init [B, I], row-major
     */
    public static Map<String, INDArray> of(ModelConfig config, TrainingBatch batch, float[] init) {
        int steps = batch.steps();
        int windows = batch.windows();
        int[] before = new int[batch.events().length];
        Arrays.fill(before, 0, windows, first(config));
        System.arraycopy(batch.events(), 0, before, windows, before.length - windows);
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(TrainingGraph.INIT, Nd4j.createFromArray(init).reshape(windows, config.initDim()));
        inputs.put(TrainingGraph.EVENT, Nd4j.createFromArray(before).reshape(steps, windows));
        inputs.put(TrainingGraph.TARGET, Nd4j.createFromArray(batch.events()).reshape(steps, windows));
        inputs.put(
                TrainingGraph.CONDITION,
                Nd4j.createFromArray(batch.conditions()).reshape(steps, windows, config.conditionDim()));
        return inputs;
    }

    /** The same with dropout masks drawn from a seed, where the model has dropout. */
    public static Map<String, INDArray> withDropout(ModelConfig config, Map<String, INDArray> inputs, long seed) {
        return new DropoutMasks(config).addedTo(inputs, new IterationDraws(seed, 0));
    }

    /** What a model is told before the first event: 239, or the last one of a smaller vocabulary. */
    private static int first(ModelConfig config) {
        return Math.min(EventVocabulary.PRIMARY, config.eventDim() - 1);
    }
}
