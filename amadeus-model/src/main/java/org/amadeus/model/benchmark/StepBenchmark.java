package org.amadeus.model.benchmark;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.KernelRunner;
import org.amadeus.model.run.StepModel;
import org.nd4j.autodiff.samediff.SameDiff;

/** Times one step of a model, from events and conditions to logits and new states. */
public final class StepBenchmark {
    private static final int CALLS = 300;
    private static final double WARM_SECONDS = 1.5;

    private StepBenchmark() {}

    /** A step graph to time: the weights of a fresh model. */
    public static SameDiff randomGraph(ModelConfig config) {
        return StepGraph.build(config, Parameters.initial(config, 0));
    }

    /** Times {@code model.step} with random events and conditions; {@code model} is left open. */
    public static Measurement step(String variant, int threads, StepModel model) {
        ModelConfig config = model.config();
        int batch = model.batch();
        Random random = new Random(0);
        int[] events = random.ints(batch, 0, config.eventDim()).toArray();
        float[] conditions = new float[batch * config.conditionDim()];
        for (int i = 0; i < conditions.length; i++) {
            conditions[i] = random.nextFloat();
        }
        float[] logits = new float[batch * config.eventDim()];
        model.startMixed(new float[batch * config.initDim()]);
        return Measurement.of(
                "step", variant, batch, threads, CALLS, WARM_SECONDS, () -> model.step(events, conditions, logits));
    }

    /**
     * Times the reading of as many bytes as a step's weights have, by one, two, four and eight streams, of which the best
     * counts: what no step can be faster than while the weights do not fit the nearest caches.
     *
     * @param bytes see {@link #weights}
     */
    public static Measurement floor(String variant, long bytes, int threads) {
        int floats = Math.toIntExact((bytes + Float.BYTES - 1) / Float.BYTES);
        if (!StepKernels.vectorApi()) {
            return floor(variant, new ScalarRead(floats), threads);
        }
        return IntStream.of(1, 2, 4, 8)
                .mapToObj(streams -> floor(variant, new VectorRead(floats, streams), threads))
                .min(Comparator.comparingDouble(Measurement::msMedian))
                .orElseThrow();
    }

    private static Measurement floor(String variant, StepKernel read, int threads) {
        StepKernel[] kernels = {read};
        try (KernelRunner runner = KernelRunner.of(threads)) {
            return Measurement.of("floor", variant, 1, threads, CALLS / 4, WARM_SECONDS / 4, () -> runner.run(kernels));
        }
    }

    /** How many numbers a step multiplies with: all parameters but those of the initial state. */
    public static long weights(ModelConfig config) {
        return Parameters.shapes(config).entrySet().stream()
                .filter(parameter -> !parameter.getKey().startsWith("inithid_fc."))
                .mapToLong(parameter -> Parameters.count(parameter.getValue()))
                .sum();
    }
}
