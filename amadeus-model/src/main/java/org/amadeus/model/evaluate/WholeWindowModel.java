package org.amadeus.model.evaluate;

import java.util.Arrays;
import java.util.stream.Stream;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.kernel.sequence.GruKernel;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.kernel.sequence.GruShape;
import org.amadeus.model.kernel.sequence.GruWeights;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Foretells windows of a plain model layer by layer, all steps at once; some four times as fast as step by step. T steps,
 * B windows, H hidden, L layers.
 */
public final class WholeWindowModel implements WindowModel {
    private final ModelConfig config;
    private final int steps;
    private final int windows;
    private final GruKernel kernel = GruKernels.FASTEST.kernel();
    private final float[] embedding;
    private final INDArray inputWeight;
    private final INDArray inputBias;
    private final GruWeights[] layers;
    private final INDArray[] outputWeights;
    private final INDArray outputBias;
    private final INDArray[] initial;

    private final float[] inputRows;
    private final INDArray input;
    private final INDArray[] states;
    private final INDArray tape;
    private final INDArray sum;

    /**
     * @param steps   T, 1 or more
     * @param windows B, 1 or more
     */
    public WholeWindowModel(Parameters parameters, int steps, int windows, InitialState start) {
        this.config = parameters.config();
        this.steps = steps;
        this.windows = windows;
        int hidden = config.hiddenDim();
        int count = Math.multiplyExact(steps, windows);
        this.embedding = parameters.get("event_embedding.weight");
        this.inputWeight = matrix(parameters.get("concat_input_fc.weight"), hidden);
        this.inputBias = Nd4j.createFromArray(parameters.get("concat_input_fc.bias"));
        this.outputBias = Nd4j.createFromArray(parameters.get("output_fc.bias"));
        this.layers = new GruWeights[config.gruLayers()];
        this.outputWeights = new INDArray[layers.length];
        this.initial = new INDArray[layers.length];
        INDArray output = matrix(parameters.get("output_fc.weight"), config.eventDim());
        float[] state = parameters.get("inithid_fc.bias").clone();
        for (int i = 0; i < state.length; i++) {
            state[i] = (float) Math.tanh(state[i]);
        }
        for (int layer = 0; layer < layers.length; layer++) {
            layers[layer] = new GruWeights(
                    matrix(parameters.get("gru.weight_ih_l" + layer), 3 * hidden),
                    matrix(parameters.get("gru.weight_hh_l" + layer), 3 * hidden),
                    Nd4j.createFromArray(parameters.get("gru.bias_ih_l" + layer)),
                    Nd4j.createFromArray(parameters.get("gru.bias_hh_l" + layer)));
            var own = NDArrayIndex.interval((long) layer * hidden, (layer + 1L) * hidden);
            outputWeights[layer] = output.get(NDArrayIndex.all(), own).dup('c');
            float[] rows = new float[windows * hidden];
            for (int slot = 0; slot < windows; slot++) {
                int from = start == InitialState.ALONE ? layer : (layer * windows + slot) % layers.length;
                System.arraycopy(state, from * hidden, rows, slot * hidden, hidden);
            }
            initial[layer] = matrix(rows, windows);
        }
        this.inputRows = new float[Math.multiplyExact(count, config.inputDim())];
        this.input = Nd4j.create(DataType.FLOAT, count, config.inputDim());
        this.states = new INDArray[layers.length + 1];
        for (int i = 0; i < states.length; i++) {
            states[i] = Nd4j.create(DataType.FLOAT, steps, windows, hidden);
        }
        this.tape = Nd4j.create(DataType.FLOAT, kernel.tapeSize(new GruShape(steps, windows, hidden, hidden)));
        this.sum = Nd4j.create(DataType.FLOAT, count, config.eventDim());
    }

    @Override
    public ModelConfig config() {
        return config;
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int windows() {
        return windows;
    }

    @Override
    public void foretell(int[] events, float[] conditions, float[] logits) {
        fillInput(events, conditions);
        INDArray first = rows(states[0]);
        multiply(input, inputWeight, first, false);
        first.addiRowVector(inputBias);
        Transforms.leakyRelu(first, StepGraph.LEAK, false);
        for (int layer = 0; layer < layers.length; layer++) {
            kernel.forward(layers[layer], states[layer], initial[layer], states[layer + 1], tape);
            multiply(rows(states[layer + 1]), outputWeights[layer], sum, layer > 0);
        }
        sum.addiRowVector(outputBias);
        HostFloats.read(sum, logits);
    }

    /**
     * c = a b^T, or c += a b^T, all row-major, without a copy: ND4J's gemm writes column-major results, so c^T = b a^T is
     * computed. Its mmul would leave arrays of a batch's size to the garbage collector, which does not see how large they are.
     */
    private static void multiply(INDArray a, INDArray b, INDArray c, boolean accumulate) {
        Nd4j.gemm(b, a, c.transpose(), false, true, 1, accumulate ? 1 : 0);
    }

    /** Each row: the embedding of the event before, then the condition. */
    private void fillInput(int[] events, float[] conditions) {
        int size = config.eventDim();
        int condition = config.conditionDim();
        int primary = Math.min(EventVocabulary.PRIMARY, size - 1);
        for (int row = 0; row < steps * windows; row++) {
            int before = row < windows ? primary : events[row - windows];
            int at = row * (size + condition);
            System.arraycopy(embedding, before * size, inputRows, at, size);
            System.arraycopy(conditions, row * condition, inputRows, at + size, condition);
        }
        HostFloats.write(inputRows, input);
    }

    private INDArray rows(INDArray state) {
        return state.reshape((long) steps * windows, config.hiddenDim());
    }

    private static INDArray matrix(float[] values, int rows) {
        return Nd4j.createFromArray(values).reshape(rows, values.length / rows);
    }

    /** Frees what lies outside the Java heap, which the garbage collector would not hurry to do. */
    @Override
    public void close() {
        Stream<INDArray> weights = Stream.concat(
                Arrays.stream(layers).flatMap(w -> Stream.of(w.ofInput(), w.ofState(), w.inputBias(), w.stateBias())),
                Stream.of(inputWeight, inputBias, outputBias));
        Stream.of(
                        weights,
                        Stream.of(outputWeights, initial, states).flatMap(Arrays::stream),
                        Stream.of(input, tape, sum))
                .flatMap(arrays -> arrays)
                .filter(INDArray::closeable)
                .forEach(INDArray::close);
    }
}
