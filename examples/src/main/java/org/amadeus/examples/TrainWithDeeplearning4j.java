package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.window.WindowIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/**
 * Windows of MIDI files into a network of plain Deeplearning4j: the iterator that Amadeus trains on, and a pre-processor that
 * lays its arrays out as DL4J's recurrent layers want them, [windows, features, steps], one-hot.
 */
public final class TrainWithDeeplearning4j {
    private TrainWithDeeplearning4j() {}

    /** Arguments: a folder of MIDI files, a folder for the dataset. */
    public static void main(String[] args) throws IOException {
        System.out.printf("%.3f nats per event%n", run(Path.of(args[0]), Path.of(args[1]), 10));
    }

    /** Returns the loss after training, nats per event. */
    static double run(Path midi, Path work, int epochs) throws IOException {
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1).run(midi, work, false, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(work);
        WindowIterator windows = WindowIterator.over(dataset, ModelConfig.defaults(dataset.profile()))
                .length(50)
                .stride(25)
                .batch(8)
                .seed(1)
                .build();
        windows.setPreProcessor(TrainWithDeeplearning4j::toDeeplearning4j);

        int inputs = EventVocabulary.SIZE + 1 + Control.SIZE;
        ComputationGraph network = new ComputationGraph(new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Adam(0.01))
                .graphBuilder()
                .addInputs("music")
                .addLayer("lstm", new LSTM.Builder().nIn(inputs).nOut(32).build(), "music")
                .addLayer(
                        "event",
                        new RnnOutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                                .activation(Activation.SOFTMAX)
                                .nIn(32)
                                .nOut(EventVocabulary.SIZE)
                                .build(),
                        "lstm")
                .setOutputs("event")
                .setInputTypes(InputType.recurrent(inputs))
                .build());
        network.init();
        network.fit(windows, epochs);
        return network.score(windows.batch(0)) / 50; // DL4J adds up the steps of a window
    }

    /** Event before and condition, side by side; the event to be predicted. */
    private static void toDeeplearning4j(MultiDataSet batch) {
        INDArray music = Nd4j.concat(2, oneHot(batch.getFeatures(0)), batch.getFeatures(1));
        INDArray next = oneHot(batch.getLabels(0));
        batch.setFeatures(new INDArray[] {music.permute(1, 2, 0).dup('f')});
        batch.setLabels(new INDArray[] {next.permute(1, 2, 0).dup('f')});
    }

    /** [steps, windows] to [steps, windows, 240]. */
    private static INDArray oneHot(INDArray events) {
        long rows = events.length();
        INDArray hot = Nd4j.zeros(DataType.FLOAT, rows, EventVocabulary.SIZE);
        int[] numbers = events.dup('c').data().asInt();
        for (int row = 0; row < rows; row++) {
            hot.putScalar(row, numbers[row], 1);
        }
        return hot.reshape(events.size(0), events.size(1), EventVocabulary.SIZE);
    }
}
