package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.op.OpSession;
import org.amadeus.model.train.MadeUpBatches;
import org.amadeus.model.window.IterationDraws;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

class ScheduledSamplingTest {
    private static final ModelConfig SMALL = MadeUpBatches.SMALL;
    private static final int STEPS = MadeUpBatches.STEPS;
    private static final int WINDOWS = MadeUpBatches.WINDOWS;

    private final SeededRandom random = new SeededRandom();
    private final Parameters parameters = random.parameters(SMALL);
    private final Learner learner = new Learner(parameters, Optional.empty(), 0, SequenceKernels.PORTABLE);
    private final long iteration = random.nextInt(0, 1000);
    private final IterationDraws draws = new IterationDraws(3, iteration);
    private final Map<String, INDArray> inputs =
            new DropoutMasks(SMALL).addedTo(TrainingGraph.inputs(batch()), draws, 0, WINDOWS);

    private MultiDataSet batch() {
        MadeUpBatches batches = new MadeUpBatches();
        batches.seek(3, iteration);
        return batches.next();
    }

    @Test
    void fullTeacherForcingStepByStepChangesNothing() {
        int[] given = events();
        boolean[] taught = new boolean[STEPS];
        Arrays.fill(taught, true);
        choose(taught);
        assertArrayEquals(given, events());
    }

    /** The training graph, which goes through the whole window at once, finds the same events likeliest. */
    @Test
    void whatIsNotTaughtIsTheModelsOwnChoice() {
        int[] given = events();
        boolean[] taught = new IterationDraws(random.nextInt(0, 1000), 0).taught(STEPS, 0.5);
        choose(taught);
        int[] told = events();
        float[] logits = logits();
        for (int row = 0; row < WINDOWS; row++) {
            assertEquals(given[row], told[row], "the first step is told what every window begins with");
        }
        for (int row = 0; row < (STEPS - 1) * WINDOWS; row++) {
            int expected = taught[row / WINDOWS] ? given[row + WINDOWS] : likeliest(logits, row);
            assertEquals(expected, told[row + WINDOWS], "step " + row / WINDOWS + ", " + random);
        }
    }

    @Test
    void withoutTeacherTheGradientIsThatOfTheEventsChosen() {
        int[] given = events();
        double taughtLoss = loss(learner.parameters().arrays());
        choose(new boolean[STEPS]);
        assertFalse(Arrays.equals(given, events()));
        double loss = loss(learner.parameters().arrays());
        assertFalse(Math.abs(taughtLoss - loss) < 1e-5, random.toString());

        Map<String, float[]> before = new HashMap<>();
        parameters.asMap().forEach((name, values) -> before.put(name, values.clone()));
        Learner.Step step = learner.learn(batch(), 1, draws, 0, 1e-3, AccumulationTest.unwatched(learner));
        assertEquals(loss, step.loss(), 1e-5);
        // Along the gradient, the loss rises by the step times the gradient's norm.
        double norm = 0;
        for (String name : before.keySet()) {
            for (float g : learner.gradient(name)) {
                norm += (double) g * g;
            }
        }
        norm = Math.sqrt(norm);
        double reach = 0.02;
        double rise = (loss(moved(before, reach / norm)) - loss(moved(before, -reach / norm))) / (2 * reach);
        assertEquals(step.gradientNorm(), rise, 0.02 * step.gradientNorm(), random.toString());
    }

    private void choose(boolean[] taught) {
        new ScheduledSampling(SMALL, learner.parameters().arrays()).choose(inputs, taught, 0);
    }

    private int[] events() {
        return inputs.get(PerformanceRnn.EVENT).data().asInt();
    }

    private Map<String, INDArray> moved(Map<String, float[]> from, double by) {
        Map<String, INDArray> arrays = new HashMap<>();
        Parameters.shapes(SMALL).forEach((name, shape) -> {
            float[] values = from.get(name).clone();
            float[] gradient = learner.gradient(name);
            for (int i = 0; i < values.length; i++) {
                values[i] += (float) (by * gradient[i]);
            }
            arrays.put(
                    name,
                    Nd4j.createFromArray(values)
                            .reshape(
                                    shape.stream().mapToLong(Integer::longValue).toArray()));
        });
        return arrays;
    }

    private double loss(Map<String, INDArray> arrays) {
        return output(arrays, TrainingGraph.LOSS).getDouble(0);
    }

    private float[] logits() {
        return output(learner.parameters().arrays(), PerformanceRnn.LOGITS)
                .dup('c')
                .data()
                .asFloat();
    }

    private INDArray output(Map<String, INDArray> arrays, String name) {
        SameDiff graph = TrainingGraph.build(SMALL, arrays, true, false, SequenceKernels.ND4J);
        return new OpSession(graph)
                .output(List.of(name), inputs, null, List.of(), List.of(), At.defaultAt())
                .get(name);
    }

    private static int likeliest(float[] logits, int row) {
        int size = SMALL.eventDim();
        int best = 0;
        for (int i = 1; i < size; i++) {
            if (logits[row * size + i] > logits[row * size + best]) {
                best = i;
            }
        }
        return best;
    }
}
