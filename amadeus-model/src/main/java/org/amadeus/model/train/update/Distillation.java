package org.amadeus.model.train.update;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.GraphRunner;
import org.amadeus.model.train.listener.GraphListeners;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Gradients against what another model, the teacher, predicts of the same music (Hinton et al. 2015), mixed with the music
 * itself: the cross-entropy of {@code share * teacher's distribution + (1 - share) * event that was played}. No units are
 * dropped. Not thread-safe; holds memory until it is closed.
 */
public final class Distillation implements GradientSource, AutoCloseable {
    private final ModelConfig config;
    private final double share;
    private final GradientSession session;
    private final Map<String, INDArray> teacher;
    private final GraphRunner teacherRunner;

    /**
     * @param teacher of the sizes of the model that learns
     * @param share   of the teacher in what is learned, 0 .. 1
     */
    public Distillation(Parameters teacher, double share) {
        this(teacher, share, SequenceKernels.FASTEST);
    }

    Distillation(Parameters teacher, double share, SequenceKernels kernel) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the teacher's share is " + share + ", expected 0 .. 1");
        }
        this.config = teacher.config();
        this.share = share;
        this.teacher = teacher.arrays();
        SameDiff graph = SameDiff.create();
        PerformanceRnn.ofPlaceholders(graph, config).window(true, false, kernel);
        this.teacherRunner = new GraphRunner(graph);
        this.session =
                new GradientSession(TrainingGraph.distilling(config, this.teacher, kernel), this.teacher.keySet());
    }

    /** The loss that is returned is the mean cross-entropy of the mixture, nats per event. */
    @Override
    public double gradients(
            Map<String, float[]> parameters,
            MultiDataSet batch,
            IterationDraws draws,
            double teacherForcing,
            Map<String, float[]> gradients) {
        session.parameters().forEach((name, array) -> HostFloats.write(parameters.get(name), array));
        Map<String, INDArray> inputs = TrainingGraph.inputs(batch);
        try (INDArray target = Nd4j.createFromArray(target(inputs, batch.getLabels(WindowArrays.TARGET)))) {
            INDArray event = inputs.get(PerformanceRnn.EVENT);
            inputs.put(TrainingGraph.TARGET, target.reshape(event.size(0), event.size(1), config.eventDim()));
            BiConsumer<String, INDArray> reader = (name, array) -> HostFloats.read(array, gradients.get(name));
            return session.run(inputs, reader, batch, new GraphListeners(session.graph(), List.of()));
        }
    }

    /** The mixture, [T, B, E]. */
    private float[] target(Map<String, INDArray> inputs, INDArray played) {
        int[] events = played.dup('c').data().asInt();
        Map<String, INDArray> all = new LinkedHashMap<>(teacher);
        for (String name : List.of(PerformanceRnn.INIT, PerformanceRnn.EVENT, PerformanceRnn.CONDITION)) {
            all.put(name, inputs.get(name));
        }
        float[] mixture = HostFloats.read(
                teacherRunner.run(all, List.of(PerformanceRnn.LOGITS)).get(PerformanceRnn.LOGITS));
        for (int i = 0; i < events.length; i++) {
            int row = i * config.eventDim();
            softmax(mixture, row, row + config.eventDim(), share);
            mixture[row + events[i]] += (float) (1 - share);
        }
        return mixture;
    }

    /** Replaces logits by probabilities, times a factor. */
    private static void softmax(float[] values, int from, int to, double factor) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, values[i]);
        }
        double sum = 0;
        for (int i = from; i < to; i++) {
            values[i] = (float) Math.exp(values[i] - largest);
            sum += values[i];
        }
        for (int i = from; i < to; i++) {
            values[i] = (float) (values[i] / sum * factor);
        }
    }

    /** Frees what lies outside the Java heap. */
    @Override
    public void close() {
        session.close();
        teacherRunner.close();
        teacher.values().stream().filter(INDArray::closeable).forEach(INDArray::close);
    }
}
