package org.amadeus.web.portable;

import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.portable.PortableMath;
import org.amadeus.model.run.StepModel;

/**
 * The step of a {@link PortableModel}. Weights are multiplied with activations of 16 bits in integers ({@link
 * QuantizedVector}); all else is computed in double and rounded to float where it is kept, which needs no float
 * arithmetic: JavaScript has none. A step allocates nothing.
 */
public final class PortableStepModel implements StepModel {
    private static final double LEAK = 0.1;

    private final ModelConfig config;
    private final int batch;
    private final int hidden;
    private final PortableLayer initial;
    /** What each event adds to the input layer, its bias among it [E, H]. */
    private final float[] ofEvent;

    private final double[] inputSteps;
    private final ShortProduct inputProduct;
    private final PortableGru[] layers;
    private final double[] outputSteps;
    private final float[] outputBias;
    private final ShortProduct[] outputProducts;

    /** [B, L*H] */
    private final float[] states;
    /** Of each sample and layer: its state in integers. */
    private final QuantizedVector[][] quantized;

    private final float[] activated;
    private final QuantizedVector condition;
    private final QuantizedVector input;
    private final int[] inputSums;
    private final int[] outputSums;
    private final double[] sums;

    /**
     * @param batch    how many hidden states there are, 1 or more; they are advanced one after the other
     * @param products what multiplies the large matrices
     */
    public PortableStepModel(PortableModel model, int batch, ShortProduct.Factory products) {
        this.config = model.config();
        this.batch = batch;
        this.hidden = config.hiddenDim();
        this.initial = model.initial();
        this.ofEvent = fold(model.embedding(), model.input());
        PortableLayer conditions = model.input().columns(config.eventDim(), config.inputDim());
        this.inputSteps = widen(conditions.steps());
        this.inputProduct = new ScalarProducts().of(hidden, conditions.columns(), conditions.weights());
        this.layers = new PortableGru[config.gruLayers()];
        this.outputProducts = new ShortProduct[layers.length];
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer] = new PortableGru(model.ofInput(layer), model.ofState(layer), products);
            PortableLayer part = model.output().columns(layer * hidden, (layer + 1) * hidden);
            outputProducts[layer] = products.of(part.rows(), hidden, part.weights());
        }
        this.outputSteps = widen(model.output().steps());
        this.outputBias = model.output().bias();
        this.states = new float[batch * stateSize()];
        this.quantized = new QuantizedVector[batch][layers.length];
        for (QuantizedVector[] sample : quantized) {
            for (int layer = 0; layer < layers.length; layer++) {
                sample[layer] = new QuantizedVector(hidden);
            }
        }
        this.activated = new float[hidden];
        this.condition = new QuantizedVector(config.conditionDim());
        this.input = new QuantizedVector(hidden);
        this.inputSums = new int[hidden];
        this.outputSums = new int[config.eventDim()];
        this.sums = new double[config.eventDim()];
    }

    static double[] widen(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    /** The input layer over each event's embedding: [E, H]. */
    private static float[] fold(PortableLayer embedding, PortableLayer input) {
        int events = embedding.rows();
        float[] folded = new float[events * input.rows()];
        double[][] embedded = new double[events][];
        for (int event = 0; event < events; event++) {
            embedded[event] = embedding.row(event);
        }
        for (int row = 0; row < input.rows(); row++) {
            double[] weights = input.row(row);
            for (int event = 0; event < events; event++) {
                double[] values = embedded[event];
                double sum = input.bias()[row];
                for (int k = 0; k < events; k++) {
                    sum += weights[k] * values[k];
                }
                folded[event * input.rows() + row] = (float) sum;
            }
        }
        return folded;
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
        float[] first = new float[stateSize()];
        first(init, 0, first);
        writeState(slot, first);
    }

    private void first(float[] init, int from, float[] states) {
        for (int row = 0; row < states.length; row++) {
            double[] weights = initial.row(row);
            double sum = initial.bias()[row];
            for (int k = 0; k < weights.length; k++) {
                sum += weights[k] * init[from + k];
            }
            states[row] = (float) PortableMath.tanh(sum);
        }
    }

    @Override
    public void startMixed(float[] init) {
        float[] all = new float[batch * stateSize()];
        float[] first = new float[stateSize()];
        for (int slot = 0; slot < batch; slot++) {
            first(init, slot * config.initDim(), first);
            System.arraycopy(first, 0, all, slot * first.length, first.length);
        }
        // [B, L*H] read as [L, B, H].
        for (int slot = 0; slot < batch; slot++) {
            for (int layer = 0; layer < layers.length; layer++) {
                System.arraycopy(all, (layer * batch + slot) * hidden, first, layer * hidden, hidden);
            }
            writeState(slot, first);
        }
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        for (int slot = 0; slot < batch; slot++) {
            if (events[slot] < 0 || events[slot] >= config.eventDim()) {
                throw new IllegalArgumentException(
                        "event " + events[slot] + " of slot " + slot + ", expected 0 .. " + (config.eventDim() - 1));
            }
        }
        for (int slot = 0; slot < batch; slot++) {
            enter(events[slot], conditions, slot * config.conditionDim());
            QuantizedVector below = input;
            for (int layer = 0; layer < layers.length; layer++) {
                QuantizedVector own = quantized[slot][layer];
                int at = slot * stateSize() + layer * hidden;
                layers[layer].step(below, own, states, at);
                own.set(states, at);
                below = own;
            }
            leave(quantized[slot], logits, slot * config.eventDim());
        }
    }

    private void enter(int event, float[] conditions, int from) {
        condition.set(conditions, from);
        inputProduct.multiply(condition.values, inputSums);
        for (int unit = 0; unit < hidden; unit++) {
            double sum = inputSums[unit] * condition.step() * inputSteps[unit] + ofEvent[event * hidden + unit];
            activated[unit] = (float) (sum < 0 ? LEAK * sum : sum);
        }
        input.set(activated, 0);
    }

    private void leave(QuantizedVector[] top, float[] logits, int to) {
        for (int event = 0; event < sums.length; event++) {
            sums[event] = outputBias[event];
        }
        for (int layer = 0; layer < top.length; layer++) {
            outputProducts[layer].multiply(top[layer].values, outputSums);
            for (int event = 0; event < sums.length; event++) {
                sums[event] += outputSums[event] * top[layer].step() * outputSteps[event];
            }
        }
        for (int event = 0; event < sums.length; event++) {
            logits[to + event] = (float) sums[event];
        }
    }

    @Override
    public int stateSize() {
        return config.gruLayers() * hidden;
    }

    @Override
    public void readState(int slot, float[] state) {
        System.arraycopy(states, slot * stateSize(), state, 0, stateSize());
    }

    @Override
    public void writeState(int slot, float[] state) {
        System.arraycopy(state, 0, states, slot * stateSize(), stateSize());
        for (int layer = 0; layer < layers.length; layer++) {
            quantized[slot][layer].set(states, slot * stateSize() + layer * hidden);
        }
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
