package org.amadeus.quant.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;
import org.amadeus.quant.Golden;
import org.amadeus.quant.TestMusic;
import org.amadeus.quant.coding.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibratorTest {
    @TempDir
    private Path folder;

    private final Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));

    /** What the output layer hears is every layer's state, which the plan tells after each step. */
    @Test
    void theOutputLayerHearsAllStates() {
        Calibrator calibrator = new Calibrator(
                session, TestMusic.of(session, folder), new Calibrator.Settings(Optional.of(2), Optional.of(2), 5));
        Map<String, Moments> found = calibrator.moments(Set.of(PerformanceRnn.LOGITS), Progress.NONE);
        assertEquals(Set.of(PerformanceRnn.LOGITS), found.keySet());
        Moments moments = found.get(PerformanceRnn.LOGITS);

        int width = session.config().gruLayers() * session.config().hiddenDim();
        double[] expected = new double[width * width];
        double[] mean = new double[width];
        int count = 0;
        // Each batch begins from inits of its own.
        for (int batch = 0; batch < 2; batch++) {
            WindowArrays music = WindowArrays.of(calibrator.alternating(2).batch(batch));
            Random random = new Random(5 + batch);
            float[] init = new float[music.windows() * session.config().initDim()];
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
            try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), music.windows(), 1)) {
                model.startMixed(init);
                int[] events = new int[music.windows()];
                Arrays.fill(events, EventVocabulary.PRIMARY);
                float[] logits = new float[music.windows() * session.config().eventDim()];
                float[] state = new float[width];
                int size = music.windows() * session.config().conditionDim();
                for (int t = 0; t < music.steps(); t++) {
                    model.step(events, Arrays.copyOfRange(music.conditions(), t * size, (t + 1) * size), logits);
                    for (int b = 0; b < music.windows(); b++) {
                        model.readState(b, state);
                        add(expected, state);
                        for (int k = 0; k < width; k++) {
                            mean[k] += state[k];
                        }
                    }
                    System.arraycopy(music.events(), t * music.windows(), events, 0, music.windows());
                }
            }
            count += music.steps() * music.windows();
        }
        for (int i = 0; i < expected.length; i++) {
            expected[i] = expected[i] / count - mean[i / width] / count * mean[i % width] / count;
        }
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, moments.covariance(), 1e-4 * largest);
        for (int k = 0; k < width; k++) {
            assertEquals(mean[k] / count, moments.mean()[k], 1e-5);
        }
    }

    private static void add(double[] sum, float[] x) {
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < x.length; j++) {
                sum[i * x.length + j] += (double) x[i] * x[j];
            }
        }
    }

    @Test
    void everyOtherBatchHasNoControls() {
        PerformanceDataset dataset = TestMusic.of(session, folder);
        Calibrator calibrator =
                new Calibrator(session, dataset, new Calibrator.Settings(Optional.empty(), Optional.empty(), 3));
        WindowIterator batches = calibrator.alternating(2);
        WindowIterator given = calibrator.batches(2).build();
        assertArrayEquals(
                WindowArrays.of(given.batch(0)).conditions(),
                WindowArrays.of(batches.batch(0)).conditions());
        assertArrayEquals(
                WindowArrays.of(given.batch(1)).events(),
                WindowArrays.of(batches.batch(1)).events());
        float[] conditions = WindowArrays.of(batches.batch(1)).conditions();
        int size = session.config().conditionDim();
        for (int i = 0; i < conditions.length; i++) {
            assertEquals(i % size == 0 ? 1 : 0, conditions[i]);
        }
        assertTrue(WindowArrays.of(given.batch(1)).conditions()[0] == 0);
    }
}
