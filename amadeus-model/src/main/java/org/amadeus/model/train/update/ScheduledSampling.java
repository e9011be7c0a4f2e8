package org.amadeus.model.train.update;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.GraphStepModel;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Scheduled sampling (Bengio et al., 2015), training with less than full teacher forcing: the input of some steps is the
 * event that the model itself finds likeliest after the step before, in place of the one that was played.
 *
 * <p>The network goes through the window step by step, forward only, with the dropout masks of the iteration, and the
 * inputs that it chose are written down. No gradient flows through the choice of a likeliest event, so the gradient of the
 * whole window, given those inputs, is that of a step-by-step training; {@link TrainingGraph} computes it at full speed.
 */
final class ScheduledSampling implements AutoCloseable {
    private final ModelConfig config;
    private final Map<String, INDArray> parameters;
    private final SameDiff graph = SameDiff.create();
    private GraphStepModel model;

    /** @param parameters each parameter's array by name, as they are whenever {@link #choose} is called */
    ScheduledSampling(ModelConfig config, Map<String, INDArray> parameters) {
        this.config = config;
        this.parameters = parameters;
        PerformanceRnn.ofPlaceholders(graph, config).step(config.gruDropout() > 0);
    }

    /**
     * Replaces events in the inputs of a batch, or of a part of one.
     *
     * @param inputs  every placeholder of {@link TrainingGraph}, teacher forced; the init is the whole batch's
     * @param teacher for each step whether the next one's input is the event that was played [T]
     * @param first   the place of the first window in the whole batch
     */
    void choose(Map<String, INDArray> inputs, boolean[] teacher, int first) {
        INDArray event = inputs.get(PerformanceRnn.EVENT);
        int steps = (int) event.size(0);
        int windows = (int) event.size(1);
        int[] events = event.data().asInt();
        float[] conditions = HostFloats.read(inputs.get(PerformanceRnn.CONDITION));
        float[] condition = new float[windows * config.conditionDim()];
        float[] logits = new float[windows * config.eventDim()];
        int[] now = new int[windows];
        start(windows, first, HostFloats.read(inputs.get(PerformanceRnn.INIT)));
        for (int t = 0; t < steps - 1; t++) {
            System.arraycopy(events, t * windows, now, 0, windows);
            System.arraycopy(conditions, t * condition.length, condition, 0, condition.length);
            for (int layer = 0; layer < config.gruLayers() - 1 && config.gruDropout() > 0; layer++) {
                String mask = PerformanceRnn.dropout(layer);
                model.give(mask, inputs.get(mask).get(point(t), all(), all()));
            }
            model.step(now, condition, logits);
            for (int b = 0; b < windows && !teacher[t]; b++) {
                events[(t + 1) * windows + b] = likeliest(logits, b * config.eventDim(), config.eventDim());
            }
        }
        event.assign(Nd4j.createFromArray(events).reshape(steps, windows));
    }

    private void start(int windows, int first, float[] init) {
        if (model == null || model.batch() != windows) {
            close();
            model = new GraphStepModel(config, graph, windows);
        }
        parameters.forEach(model::give);
        int whole = init.length / config.initDim();
        if (whole == windows) {
            model.startMixed(init);
            return;
        }
        try (GraphStepModel all = new GraphStepModel(config, graph, whole)) {
            parameters.forEach(all::give);
            all.startMixed(init);
            float[] state = new float[all.stateSize()];
            for (int window = 0; window < windows; window++) {
                all.readState(first + window, state);
                model.writeState(window, state);
            }
        }
    }

    private static int likeliest(float[] logits, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (logits[from + i] > logits[from + best]) {
                best = i;
            }
        }
        return best;
    }

    @Override
    public void close() {
        if (model != null) {
            model.close();
        }
    }
}
