package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.model.evaluate.EventType;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.network.AmadeusCrossEntropy;
import org.amadeus.model.op.network.AmadeusLinear;
import org.amadeus.model.train.update.TrainingGraph;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.api.OutAndGrad;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.weightinit.impl.XavierInitScheme;

/**
 * The network inside a SameDiff graph of one's own: a second head on its last layer says of what kind the next event is,
 * and the loss is a weighted sum of both. Trained by a loop of one's own, with ND4J's Adam.
 */
public final class OwnHeadAndLoss {
    private static final String KIND = "kind";
    private static final String KIND_LOSS = "kind_loss";
    private static final String TOTAL = "total";

    private OwnHeadAndLoss() {}

    /** Argument: a folder of MIDI files. */
    public static void main(String[] args) throws IOException {
        List<Double> losses = run(Path.of(args[0]), 100);
        System.out.printf("loss %.3f, then %.3f%n", losses.get(0), losses.get(losses.size() - 1));
    }

    /** The loss of every iteration. */
    static List<Double> run(Path midi, int iterations) throws IOException {
        ModelConfig config = new ModelConfig(8, 240, 24, 32, 2, 0, CodecProfile.EXPRESSIVE);
        SameDiff graph = graph(config);
        StoreSettings music = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0);
        try (DatasetSource source = DatasetSource.open(midi, music, 1, Progress.NONE)) {
            WindowIterator windows = WindowIterator.over(source.dataset(), config)
                    .length(40)
                    .batch(8)
                    .seed(1)
                    .build();
            return train(graph, config, windows, iterations);
        }
    }

    private static SameDiff graph(ModelConfig config) {
        SameDiff graph = SameDiff.create();
        Map<String, INDArray> weights = Parameters.initial(config, 1).arrays();
        SDVariable logits =
                PerformanceRnn.trainable(graph, config, weights).window(false, false, SequenceKernels.FASTEST);
        SDVariable target = graph.placeHolder(TrainingGraph.TARGET, DataType.INT32, -1, -1);
        SDVariable eventLoss = AmadeusCrossEntropy.loss(graph, TrainingGraph.LOSS, logits, target);

        SDVariable hidden = graph.getVariable(config.cell().output(config.gruLayers() - 1));
        int kinds = EventType.values().length;
        SDVariable head = AmadeusLinear.layer(
                graph,
                "kind_fc",
                graph.var(
                        "kind_fc.weight",
                        new XavierInitScheme('c', config.hiddenDim(), kinds),
                        DataType.FLOAT,
                        kinds,
                        config.hiddenDim()),
                graph.var("kind_fc.bias", Nd4j.zeros(DataType.FLOAT, kinds)),
                hidden);
        SDVariable kindLoss =
                AmadeusCrossEntropy.loss(graph, KIND_LOSS, head, graph.placeHolder(KIND, DataType.INT32, -1, -1));
        eventLoss.add(TOTAL, kindLoss.mul(0.3));
        graph.setLossVariables(TOTAL);
        return graph;
    }

    private static List<Double> train(SameDiff graph, ModelConfig config, WindowIterator windows, int iterations) {
        List<String> names = new ArrayList<>(Parameters.shapes(config).keySet());
        names.addAll(List.of("kind_fc.weight", "kind_fc.bias"));
        Map<String, GradientUpdater<?>> updaters = new HashMap<>();
        Adam adam = new Adam(0.003);
        for (String name : names) {
            long size = adam.stateSize(graph.getVariable(name).getArr().length());
            updaters.put(name, adam.instantiate(Nd4j.zeros(DataType.FLOAT, 1, size), true));
        }
        List<Double> losses = new ArrayList<>();
        for (int iteration = 0; iteration < iterations; iteration++) {
            OutAndGrad step =
                    graph.calculateGradientsAndOutputs(inputs(windows.batch(iteration)), List.of(TOTAL), names);
            losses.add(step.getOutputs().get(TOTAL).getDouble(0));
            for (String name : names) {
                INDArray gradient = step.getGradients().get(name).dup('c');
                INDArray row = gradient.reshape(1, gradient.length());
                updaters.get(name).applyUpdater(row, iteration, 0);
                graph.getVariable(name).getArr().subi(gradient);
            }
        }
        return losses;
    }

    private static Map<String, INDArray> inputs(MultiDataSet batch) {
        Map<String, INDArray> inputs = TrainingGraph.inputs(batch);
        WindowArrays arrays = WindowArrays.of(batch);
        int[] kinds = new int[arrays.events().length];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = EventType.of(arrays.events()[i]).ordinal();
        }
        inputs.put(KIND, Nd4j.createFromArray(kinds).reshape(arrays.steps(), arrays.windows()));
        return inputs;
    }
}
