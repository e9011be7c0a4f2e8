package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Gradients against a teacher: of the music alone where it has no share, none where the model is the teacher. */
class DistillationTest {
    private static final ModelConfig CONFIG = new ModelConfig(5, 240, 24, 12, 2, 0, CodecProfile.EXPRESSIVE);
    private static final int STEPS = 6;
    private static final int WINDOWS = 4;
    private static final long SEED = 12;

    private final Parameters parameters = Parameters.initial(CONFIG, SEED);
    private final Parameters other = Parameters.initial(CONFIG, SEED + 1);
    private final MultiDataSet batch = batch();

    private static MultiDataSet batch() {
        Random random = new Random(SEED);
        int[] events = random.ints(STEPS * WINDOWS, 0, 240).toArray();
        float[] conditions = new float[events.length * 25];
        float[] init = new float[WINDOWS * 5];
        for (float[] numbers : List.of(conditions, init)) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = (float) random.nextGaussian();
            }
        }
        return WindowArrays.of(WINDOWS, events, conditions, init).toDataSet(CONFIG);
    }

    private record Found(double loss, Map<String, float[]> gradients) {}

    private Found found(Parameters of, Parameters teacher, double share) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        of.asMap().forEach((name, values) -> gradients.put(name, filled(values.length)));
        try (Distillation distillation = new Distillation(teacher, share)) {
            double loss = distillation.gradients(of.asMap(), batch, new IterationDraws(SEED, 0), 1, gradients);
            return new Found(loss, gradients);
        }
    }

    private static float[] filled(int length) {
        float[] values = new float[length];
        Arrays.fill(values, 7);
        return values;
    }

    @Test
    void withoutTheTeacherItIsTheMusicsOwn() {
        Map<String, float[]> expected = new LinkedHashMap<>();
        parameters.asMap().forEach((name, values) -> expected.put(name, new float[values.length]));
        double loss;
        try (PartGradient whole = new PartGradient(CONFIG)) {
            BatchPart part = BatchPart.of(batch, 1).get(0);
            loss = whole.run(parameters.asMap(), part, new IterationDraws(SEED, 0), 1, expected);
        }
        Found found = found(parameters, other, 0);
        assertEquals(loss, found.loss(), 1e-5);
        expected.forEach(
                (name, values) -> assertArrayEquals(values, found.gradients().get(name), 1e-6f, name));
    }

    @Test
    void aModelThatIsItsTeacherLearnsNothingOfIt() {
        found(parameters, parameters, 1)
                .gradients()
                .forEach((name, values) -> assertArrayEquals(new float[values.length], values, 1e-6f, name));
    }

    @Test
    void sharesAddUp() {
        Found music = found(parameters, other, 0);
        Found teacher = found(parameters, other, 1);
        Found mixed = found(parameters, other, 0.25);
        assertEquals(0.75 * music.loss() + 0.25 * teacher.loss(), mixed.loss(), 1e-5);
        mixed.gradients().forEach((name, values) -> {
            float[] expected = new float[values.length];
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 0.75f * music.gradients().get(name)[i]
                        + 0.25f * teacher.gradients().get(name)[i];
            }
            assertArrayEquals(expected, values, 1e-6f, name);
        });
        assertThrows(IllegalArgumentException.class, () -> new Distillation(other, 1.5));
    }
}
