package org.amadeus.model.train.update;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.AmadeusCrossEntropy;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Loss and gradient of a part of a batch, such that those of all parts, weighed by their {@linkplain BatchPart#share() shares},
 * add up to the batch's: the part's windows begin with the states, and lose the units, that they would in the whole. Holds the
 * memory of the runs until it is closed. Not thread-safe.
 */
public final class PartGradient implements AutoCloseable {
    /** Placeholder: which of the batch's first states are the part's, a one in each row [S*L*P, S*L*B]. */
    private static final String PART = "part";

    private final ModelConfig config;
    private final GradientSession session;
    private final Map<String, INDArray> arrays = new LinkedHashMap<>();
    private final DropoutMasks masks;

    public PartGradient(ModelConfig config) {
        this(config, SequenceKernels.FASTEST);
    }

    PartGradient(ModelConfig config, SequenceKernels kernel) {
        this.config = config;
        Map<String, INDArray> zeros = Parameters.initial(config, 0).arrays();
        // Making a gradient function redirects the process's output: one at a time.
        synchronized (PartGradient.class) {
            session = new GradientSession(graph(config, zeros, kernel), zeros.keySet());
        }
        zeros.keySet().forEach(name -> arrays.put(name, session.parameter(name)));
        masks = new DropoutMasks(config);
    }

    private static SameDiff graph(ModelConfig config, Map<String, INDArray> parameters, SequenceKernels kernel) {
        SameDiff graph = SameDiff.create();
        PerformanceRnn network = PerformanceRnn.trainable(graph, config, parameters);
        SDVariable initial =
                network.initialHidden(graph.placeHolder(PerformanceRnn.INIT, DataType.FLOAT, -1, config.initDim()));
        SDVariable part = graph.placeHolder(PART, DataType.FLOAT, -1, -1);
        SDVariable own = graph.mmul(part, graph.reshape(initial, -1, config.hiddenDim()));
        SDVariable[] states =
                graph.unstack(graph.reshape(own, config.stateCount(), -1, config.hiddenDim()), 0, config.stateCount());
        SDVariable logits = network.window(
                graph.placeHolder(PerformanceRnn.EVENT, DataType.INT32, -1, -1),
                graph.placeHolder(PerformanceRnn.CONDITION, DataType.FLOAT, -1, -1, config.conditionDim()),
                states,
                kernel,
                masks(graph, config));
        AmadeusCrossEntropy.loss(
                graph, TrainingGraph.LOSS, logits, graph.placeHolder(TrainingGraph.TARGET, DataType.INT32, -1, -1));
        graph.setLossVariables(TrainingGraph.LOSS);
        return graph;
    }

    private static SDVariable[] masks(SameDiff graph, ModelConfig config) {
        SDVariable[] masks = new SDVariable[config.gruDropout() > 0 ? config.gruLayers() - 1 : 0];
        Arrays.setAll(
                masks,
                layer -> graph.placeHolder(PerformanceRnn.dropout(layer), DataType.FLOAT, -1, -1, config.hiddenDim()));
        return masks;
    }

    /**
     * Runs the network over the part, forward and backward.
     *
     * @param parameters by name
     * @param draws      of the iteration
     * @param gradients  output, by name: of the part's mean loss
     * @return the part's mean loss, nats per event
     */
    public double run(
            Map<String, float[]> parameters, BatchPart part, IterationDraws draws, Map<String, float[]> gradients) {
        arrays.forEach((name, array) -> HostFloats.write(parameters.get(name), array));
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(PerformanceRnn.INIT, Nd4j.createFromArray(part.init()).reshape(part.whole(), config.initDim()));
        inputs.put(PART, selection(part));
        inputs.put(PerformanceRnn.EVENT, Nd4j.createFromArray(part.before()).reshape(part.steps(), part.windows()));
        inputs.put(
                PerformanceRnn.CONDITION,
                Nd4j.createFromArray(part.conditions()).reshape(part.steps(), part.windows(), config.conditionDim()));
        inputs.put(TrainingGraph.TARGET, Nd4j.createFromArray(part.targets()).reshape(part.steps(), part.windows()));
        Map<String, INDArray> all = masks.addedTo(inputs, draws, part.first(), part.whole());
        double loss = session.run(all, (name, array) -> HostFloats.read(array, gradients.get(name)));
        inputs.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
        return loss;
    }

    private INDArray selection(BatchPart part) {
        int states = config.stateCount();
        INDArray selection = Nd4j.create(DataType.FLOAT, (long) states * part.windows(), (long) states * part.whole());
        for (int state = 0; state < states; state++) {
            for (int window = 0; window < part.windows(); window++) {
                selection.putScalar(
                        (long) state * part.windows() + window, (long) state * part.whole() + part.first() + window, 1);
            }
        }
        return selection;
    }

    /** Frees what lies outside the Java heap. */
    @Override
    public void close() {
        masks.close();
        session.close();
    }
}
