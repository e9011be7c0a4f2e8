package org.amadeus.model.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.GraphRunner;
import org.amadeus.model.run.StepModel;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Logits [T, B, E] of windows whose states begin as the Python implementation begins a batch, from inits of zeros. */
final class MixedWindows {
    private MixedWindows() {}

    static float[] whole(Parameters parameters, int windows, int[] events, float[] conditions) {
        ModelConfig config = parameters.config();
        int steps = events.length / windows;
        int[] before = new int[events.length];
        Arrays.fill(before, 0, windows, config.primaryEvent());
        System.arraycopy(events, 0, before, windows, before.length - windows);
        Map<String, INDArray> inputs = parameters.arrays();
        inputs.put(PerformanceRnn.INIT, Nd4j.create(DataType.FLOAT, windows, config.initDim()));
        inputs.put(PerformanceRnn.EVENT, Nd4j.createFromArray(before).reshape(steps, windows));
        inputs.put(
                PerformanceRnn.CONDITION,
                Nd4j.createFromArray(conditions).reshape(steps, windows, config.conditionDim()));
        SameDiff graph = SameDiff.create();
        PerformanceRnn.ofPlaceholders(graph, config).window(true, false, SequenceKernels.FASTEST);
        try (GraphRunner runner = new GraphRunner(graph)) {
            return HostFloats.read(
                    runner.run(inputs, List.of(PerformanceRnn.LOGITS)).get(PerformanceRnn.LOGITS));
        }
    }

    static float[] stepped(StepModel model, int[] events, float[] conditions) {
        int windows = model.batch();
        int width = windows * model.config().conditionDim();
        int size = windows * model.config().eventDim();
        float[] logits = new float[events.length * model.config().eventDim()];
        float[] ofStep = new float[size];
        int[] before = new int[windows];
        Arrays.fill(before, model.config().primaryEvent());
        model.startMixed(new float[windows * model.config().initDim()]);
        for (int step = 0; step < events.length / windows; step++) {
            model.step(before, Arrays.copyOfRange(conditions, step * width, (step + 1) * width), ofStep);
            System.arraycopy(ofStep, 0, logits, step * size, size);
            System.arraycopy(events, step * windows, before, 0, windows);
        }
        return logits;
    }
}
