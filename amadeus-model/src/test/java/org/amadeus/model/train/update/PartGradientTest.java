package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** The gradients of parts add up to that of the whole batch. */
class PartGradientTest {
    private static final ModelConfig CONFIG = new ModelConfig(5, 240, 24, 12, 3, 0.3, CodecProfile.EXPRESSIVE);
    private static final int STEPS = 6;
    private static final int WINDOWS = 8;
    private static final long SEED = 11;

    private static MultiDataSet batch() {
        Random random = new Random(SEED);
        int[] events = new int[STEPS * WINDOWS];
        Arrays.setAll(events, i -> random.nextInt(240));
        float[] conditions = new float[events.length * 25];
        float[] init = new float[WINDOWS * 5];
        for (float[] numbers : List.of(conditions, init)) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) random.nextGaussian();
            }
        }
        return WindowArrays.of(WINDOWS, events, conditions, init).toDataSet(CONFIG);
    }

    /** What one update finds: its loss, and the gradient as Adam saw it. */
    private record Found(double loss, Map<String, float[]> gradients) {}

    private static Found update(Optional<GradientSource> workers) {
        return update(workers, 1);
    }

    private static Found update(Optional<GradientSource> workers, double teacherForcing) {
        try (Learner learner =
                new Learner(Parameters.initial(CONFIG, SEED), Optional.empty(), 0, SequenceKernels.FASTEST)) {
            IterationDraws draws = new IterationDraws(SEED, 3);
            double loss = workers.map(source -> learner.learn(source, batch(), draws, teacherForcing, 0.001))
                    .orElseGet(() -> learner.learn(
                            batch(), 1, draws, teacherForcing, 0.001, AccumulationTest.unwatched(learner)))
                    .loss();
            Map<String, float[]> gradients = new LinkedHashMap<>();
            learner.parameters().asMap().keySet().forEach(name -> gradients.put(name, learner.gradient(name)));
            return new Found(loss, gradients);
        }
    }

    private static GradientSource parts(int count) {
        return (parameters, batch, draws, teacherForcing, gradients) -> {
            gradients.values().forEach(sum -> Arrays.fill(sum, 0));
            double loss = 0;
            try (PartGradient worker = new PartGradient(CONFIG)) {
                for (BatchPart part : BatchPart.of(batch, count)) {
                    Map<String, float[]> own = new LinkedHashMap<>();
                    gradients.forEach((name, sum) -> own.put(name, new float[sum.length]));
                    loss += part.share() * worker.run(parameters, part, draws, teacherForcing, own);
                    gradients.forEach((name, sum) -> {
                        for (int i = 0; i < sum.length; i++) {
                            sum[i] += (float) part.share() * own.get(name)[i];
                        }
                    });
                }
            }
            return loss;
        };
    }

    private static void assertSame(Found expected, Found actual, String what) {
        assertEquals(expected.loss(), actual.loss(), 1e-6, what);
        expected.gradients()
                .forEach((name, gradient) ->
                        assertArrayEquals(gradient, actual.gradients().get(name), 1e-6f, what + ": " + name));
    }

    @Test
    void partsAddUpToTheWhole() {
        Found whole = update(Optional.empty());
        for (int parts : new int[] {1, 2, 3, 8, 20}) {
            assertSame(whole, update(Optional.of(parts(parts))), parts + " parts");
        }
    }

    /** The model's own choices too are those that it makes in the whole batch. */
    @Test
    void soDoThoseOfScheduledSampling() {
        Found whole = update(Optional.empty(), 0.4);
        assertNotEquals(update(Optional.empty()).loss(), whole.loss());
        for (int parts : new int[] {1, 3, 8}) {
            assertSame(whole, update(Optional.of(parts(parts)), 0.4), parts + " parts");
        }
    }

    /** Layers of the same shape, computed on one thread and then on another. */
    @Test
    void anotherThreadGoesOn() throws Exception {
        Found here = update(Optional.empty());
        assertSame(
                here,
                CompletableFuture.supplyAsync(() -> update(Optional.empty())).get(),
                "another thread");
        assertSame(
                here,
                CompletableFuture.supplyAsync(() -> update(Optional.of(parts(1))))
                        .get(),
                "a part there");
    }

    @Test
    void aPartsMasksAreThoseItHasInTheWhole() {
        int units = 7;
        int whole = 5;
        int steps = 3;
        IterationDraws draws = new IterationDraws(SEED, 0);
        float[] all = new float[steps * whole * units];
        draws.dropout(1, 0.4, FloatBuffer.wrap(all), units, 0, whole, whole);
        for (int first = 0; first < whole; first++) {
            for (int windows = 1; first + windows <= whole; windows++) {
                float[] part = new float[steps * windows * units];
                draws.dropout(1, 0.4, FloatBuffer.wrap(part), units, first, windows, whole);
                for (int t = 0; t < steps; t++) {
                    int from = (t * whole + first) * units;
                    assertArrayEquals(
                            Arrays.copyOfRange(all, from, from + windows * units),
                            Arrays.copyOfRange(part, t * windows * units, (t + 1) * windows * units));
                }
            }
        }
    }
}
