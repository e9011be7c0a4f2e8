package org.amadeus.model.train;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Map;
import org.amadeus.model.kernel.sequence.GruKernel;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.kernel.sequence.GruShape;
import org.amadeus.model.kernel.sequence.GruWeights;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.StepGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Training with less than full teacher forcing (scheduled sampling; Bengio et al., 2015): some steps are told the event
 * that the model itself thinks likeliest after the step before, in place of the one that was played.
 *
 * <p>The model goes through the window step by step, forward only, with the dropout masks of the iteration, and writes
 * down what each step was told. No gradient flows through the choice of a likeliest event, so the gradient of the whole
 * window, given those events, is that of a step-by-step training; {@link TrainingGraph} computes it at full speed.
 */
final class OwnEvents {
    private final ModelConfig config;
    private final Map<String, INDArray> parameters;
    private final GruKernel kernel;

    /** @param parameters each parameter's array by name, as they are whenever {@link #choose} is called */
    OwnEvents(ModelConfig config, Map<String, INDArray> parameters) {
        this.config = config;
        this.parameters = parameters;
        // oneDNN would put all weights in order anew at every step.
        this.kernel = (HostFloats.available() ? GruKernels.PORTABLE : GruKernels.ND4J).kernel();
    }

    /**
     * Replaces events in the inputs of a batch.
     *
     * @param inputs every placeholder of {@link TrainingGraph}, teacher forced
     * @param taught for each step whether the next one keeps the event that was played [T]
     */
    void choose(Map<String, INDArray> inputs, boolean[] taught) {
        INDArray condition = inputs.get(TrainingGraph.CONDITION);
        INDArray event = inputs.get(TrainingGraph.EVENT);
        int steps = (int) event.size(0);
        int windows = (int) event.size(1);
        int[] told = event.data().asInt();
        Steps model = new Steps(windows, inputs);
        int[] now = new int[windows];
        for (int t = 0; t < steps - 1; t++) {
            System.arraycopy(told, t * windows, now, 0, windows);
            float[] logits = model.step(t, now, condition.get(point(t), all(), all()));
            if (!taught[t]) {
                for (int b = 0; b < windows; b++) {
                    told[(t + 1) * windows + b] = likeliest(logits, b * config.eventDim(), config.eventDim());
                }
            }
        }
        event.assign(Nd4j.createFromArray(told).reshape(steps, windows));
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

    /** The model on its way through a batch: hidden states, and room to work in. */
    private final class Steps {
        private final Map<String, INDArray> inputs;
        private final GruWeights[] layers;
        private final INDArray[] hidden;
        private final INDArray[] next;
        private final INDArray[] output;
        private final INDArray tape;
        private final float[] logits;

        Steps(int windows, Map<String, INDArray> inputs) {
            int units = config.hiddenDim();
            this.inputs = inputs;
            layers = new GruWeights[config.gruLayers()];
            hidden = new INDArray[layers.length];
            next = new INDArray[layers.length];
            output = new INDArray[layers.length];
            INDArray first = Transforms.tanh(linear("inithid_fc", inputs.get(TrainingGraph.INIT)), false)
                    .reshape(layers.length, windows, units);
            for (int k = 0; k < layers.length; k++) {
                layers[k] = new GruWeights(
                        parameters.get("gru.weight_ih_l" + k),
                        parameters.get("gru.weight_hh_l" + k),
                        parameters.get("gru.bias_ih_l" + k),
                        parameters.get("gru.bias_hh_l" + k));
                hidden[k] = first.get(point(k), all(), all()).dup('c');
                next[k] = Nd4j.create(DataType.FLOAT, 1, windows, units);
                output[k] = parameters
                        .get("output_fc.weight")
                        .get(all(), interval((long) k * units, (k + 1L) * units))
                        .transpose()
                        .dup('c');
            }
            tape = Nd4j.create(DataType.FLOAT, kernel.tapeSize(new GruShape(1, windows, units, units)));
            logits = new float[windows * config.eventDim()];
        }

        /** @return the logits [B, E], valid until the next step */
        float[] step(int t, int[] events, INDArray condition) {
            INDArray embedded = parameters.get("event_embedding.weight").getRows(events);
            INDArray x = Transforms.leakyRelu(
                            linear("concat_input_fc", Nd4j.concat(1, embedded, condition)), StepGraph.LEAK, false)
                    .reshape(1, events.length, config.hiddenDim());
            INDArray sum = null;
            for (int k = 0; k < layers.length; k++) {
                kernel.forward(layers[k], x, hidden[k], next[k], tape);
                INDArray state = next[k].reshape(events.length, config.hiddenDim());
                hidden[k].assign(state);
                INDArray part = state.mmul(output[k]);
                sum = sum == null ? part : sum.addi(part);
                INDArray mask = inputs.get(TrainingGraph.dropout(k));
                x = mask == null ? next[k] : next[k].mul(mask.get(interval(t, t + 1), all(), all()));
            }
            HostFloats.read(sum.addiRowVector(parameters.get("output_fc.bias")), logits);
            return logits;
        }
    }

    private INDArray linear(String name, INDArray x) {
        return x.mmul(parameters.get(name + ".weight").transpose())
                .addiRowVector(parameters.get(name + ".bias"))
                .dup('c');
    }
}
