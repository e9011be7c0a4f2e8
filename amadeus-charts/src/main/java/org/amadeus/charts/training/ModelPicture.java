package org.amadeus.charts.training;

import java.util.Locale;
import org.amadeus.model.network.ModelConfig;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * A Performance RNN drawn in DL4J's terms, for the model page: DL4J shows graphs of its own layers only. Charts find a
 * layer's parameters by name, {@code <layer>_<parameter>}; those of weights must end in W.
 */
final class ModelPicture {
    private final ModelConfig config;

    ModelPicture(ModelConfig config) {
        this.config = config;
    }

    /** The graph as DL4J's JSON. */
    String json() {
        int hidden = config.hiddenDim();
        int all = config.gruLayers() * hidden;
        int initial = config.stateCount() * hidden;
        ComputationGraphConfiguration.GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .updater(new Adam())
                .graphBuilder()
                .addInputs("previous event", "control", "noise")
                .addLayer(
                        "event_embedding",
                        new EmbeddingLayer.Builder()
                                .nIn(config.eventDim())
                                .nOut(config.eventDim())
                                .hasBias(false)
                                .activation(Activation.IDENTITY)
                                .build(),
                        "previous event")
                .addVertex("step input", new MergeVertex(), "event_embedding", "control")
                .addLayer("concat_input_fc", dense(config.inputDim(), hidden, Activation.LEAKYRELU), "step input")
                .addLayer("inithid_fc", dense(config.initDim(), initial, Activation.TANH), "noise");
        String[] states = new String[config.gruLayers()];
        for (int layer = 0; layer < states.length; layer++) {
            states[layer] = cell(layer);
            graph.addLayer(
                    states[layer],
                    new RecurrentPicture(config.cell().gates())
                            .nIn(hidden)
                            .nOut(hidden)
                            .activation(Activation.TANH)
                            .weightInit(new UniformDistribution(-1 / Math.sqrt(hidden), 1 / Math.sqrt(hidden)))
                            .build(),
                    layer == 0 ? "concat_input_fc" : states[layer - 1],
                    "inithid_fc");
        }
        return graph.addVertex("hidden states", new MergeVertex(), states)
                .addLayer(
                        "output_fc",
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(all)
                                .nOut(config.eventDim())
                                .activation(Activation.SOFTMAX)
                                .build(),
                        "hidden states")
                .setOutputs("output_fc")
                .build()
                .toJson();
    }

    /** The name in the picture of a parameter with PyTorch's name. */
    String nameOf(String parameter) {
        String cell = config.cell().id() + ".";
        if (parameter.startsWith(cell)) {
            int layer = Integer.parseInt(parameter.substring(parameter.lastIndexOf("_l") + 2));
            String recurrent = parameter.contains("_hh_") ? "R" : "";
            return cell(layer) + "_" + recurrent + (parameter.startsWith(cell + "weight") ? "W" : "b");
        }
        return parameter.replace(".weight", "_W").replace(".bias", "_b");
    }

    /** Layers with parameters of their own. */
    int layers() {
        return 4 + config.gruLayers();
    }

    /** Two digits: no layer's name may begin with another's, or it would show that one's histograms too. */
    private String cell(int layer) {
        return String.format(Locale.ROOT, "%s_l%02d", config.cell().id(), layer);
    }

    private static DenseLayer dense(int in, int out, Activation activation) {
        return new DenseLayer.Builder().nIn(in).nOut(out).activation(activation).build();
    }
}
