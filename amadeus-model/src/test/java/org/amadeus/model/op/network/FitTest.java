package org.amadeus.model.op.network;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.JavaOpListener;
import org.amadeus.model.train.update.TrainingGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.exception.ND4JIllegalStateException;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** The whole network trained by SameDiff's own fit. */
class FitTest {
    private static final ModelConfig CONFIG = new ModelConfig(3, 7, 2, 8, 2, 0, CodecProfile.EXPRESSIVE);
    private static final int STEPS = 6;
    private static final int WINDOWS = 4;

    private final SeededRandom random = new SeededRandom(3);
    private final SameDiff graph =
            TrainingGraph.build(CONFIG, random.parameters(CONFIG).arrays(), false, false, SequenceKernels.FASTEST);
    private final MultiDataSet data = new MultiDataSet(
            new INDArray[] {
                ints(random.ints(STEPS * WINDOWS, 7)),
                Nd4j.createFromArray(random.normal(STEPS * WINDOWS * 3, 1)).reshape(STEPS, WINDOWS, 3),
                Nd4j.createFromArray(random.normal(WINDOWS * 3, 1)).reshape(WINDOWS, 3)
            },
            new INDArray[] {ints(random.ints(STEPS * WINDOWS, 7))});

    FitTest() {
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam(0.02))
                .dataSetFeatureMapping(PerformanceRnn.EVENT, PerformanceRnn.CONDITION, PerformanceRnn.INIT)
                .dataSetLabelMapping(TrainingGraph.TARGET)
                .build());
    }

    private static INDArray ints(int[] values) {
        return Nd4j.createFromArray(values).reshape(STEPS, WINDOWS);
    }

    private double loss() {
        Map<String, INDArray> inputs = Map.of(
                PerformanceRnn.EVENT, data.getFeatures(0),
                PerformanceRnn.CONDITION, data.getFeatures(1),
                PerformanceRnn.INIT, data.getFeatures(2),
                TrainingGraph.TARGET, data.getLabels(0));
        return graph.output(inputs, List.of(TrainingGraph.LOSS))
                .get(TrainingGraph.LOSS)
                .getDouble(0);
    }

    @Test
    void withTheListenerItLearns() {
        graph.setListeners(new JavaOpListener());
        double before = loss();
        for (int i = 0; i < 40; i++) {
            graph.fit(data);
        }
        assertTrue(loss() < 0.5 * before, before + " -> " + loss());
    }

    @Test
    void withoutItTheErrorSaysWhatToDo() {
        ND4JIllegalStateException e = assertThrows(ND4JIllegalStateException.class, () -> graph.fit(data));
        assertTrue(e.getMessage().contains("JavaOpListener"), e.getMessage());
    }
}
