package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amadeus.charts.tensorboard.Pace;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.testing.HeadlessBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three pages as a browser shows them while a model is being trained. */
class LiveTrainingBrowserTest {
    private static final ModelConfig SMALL = new ModelConfig(32, 240, 24, 16, 2, 0.3, CodecProfile.EXPRESSIVE);
    private static final ModelPicture PICTURE = new ModelPicture(SMALL);

    @TempDir
    static Path folder;

    private static HeadlessBrowser browser;
    private static Charts charts;
    private static TrainingUi ui;
    private static LiveTraining training;

    @BeforeAll
    static void train() throws Exception {
        browser = HeadlessBrowser.open(1500, 900);
        charts = new Charts(browser);
        ui = new TrainingUi(0, new Pace(Duration.ofMillis(100), 2));
        training = new LiveTraining(folder, ModelSizes.parse("hidden_dim=16,gru_layers=2"), ui);
    }

    @AfterAll
    static void stop() throws Exception {
        try {
            if (training != null) {
                training.close();
            }
        } finally {
            if (ui != null) {
                ui.close();
            }
            if (browser != null) {
                browser.close();
            }
        }
    }

    @AfterEach
    void allTheWhileItWasTraining() {
        assertTrue(training.isRunning());
        assertEquals(List.of(), browser.errors());
    }

    @Test
    void overviewShowsWhatTheTrainerReports() {
        browser.go(ui.address());
        charts.await("#scoreiterchart", 5);
        checkLoss();
        List<List<Double>> seen = charts.curve("#scoreiterchart", 0);
        charts.awaitBeyond("#scoreiterchart", seen.get(seen.size() - 1).get(0));
        checkLoss();

        charts.await("#updateRatioChart", 5);
        List<String> labels = charts.labels("#updateRatioChart");
        for (String parameter : Parameters.shapes(SMALL).keySet()) {
            String name = PICTURE.nameOf(parameter);
            assertEquals(name.endsWith("W"), labels.contains(name), name);
            if (labels.contains(name)) {
                for (List<Double> point : charts.curve("#updateRatioChart", labels.indexOf(name))) {
                    double ratio = training.of(point.get(0)).ratios().get(parameter);
                    assertTrue(ratio > 0, name);
                    assertEquals(Math.log10(ratio), point.get(1), 1e-4, name);
                }
            }
        }
        assertTrue(Long.parseLong(browser.find("#totalParamUpdates").getText()) > 0);
        assertTrue(Double.parseDouble(browser.find("#examplesPerSec").getText()) > 0);
        assertEquals("6", browser.find("#nLayers").getText());
    }

    private static void checkLoss() {
        for (List<Double> point : charts.curve("#scoreiterchart", 0)) {
            LiveTraining.Said said = training.of(point.get(0));
            assertNotNull(said, "iteration " + point.get(0));
            assertTrue(said.loss() > 0);
            assertEquals(said.loss(), point.get(1), 1e-6, "iteration " + point.get(0));
        }
    }

    @Test
    void modelPageShowsTheLayersAsTheyAre() {
        browser.go(ui.address().replace("overview", "model"));
        charts.selectLayer("(gru_l01)");
        assertTrue(browser.find("#layerInfo").getText().contains("Recurrent"));
        assertEquals(3 * 16 * 16, charts.sum("#parametershistogram", 0));
        assertEquals(3 * 16 * 16, charts.sum("#updateshistogram", 0));
        assertEquals(LiveTraining.RATE, charts.last("#learningrate", 0), 1e-9);
        for (int curve = 0; curve < charts.labels("#meanmag").size(); curve++) {
            double log = charts.last("#meanmag", curve);
            assertTrue(log > -6 && log < 0, "log10 of a mean ratio: " + log);
        }
    }

    @Test
    void systemPageShowsTheMemoryInUse() {
        browser.go(ui.address().replace("overview", "system"));
        charts.await("#systemMemoryChartPlot", 2);
        List<List<Double>> heap = charts.curve("#systemMemoryChartPlot", 0);
        assertTrue(heap.stream().allMatch(point -> point.get(1) > 0 && point.get(1) <= 100), heap.toString());
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                Integer.parseInt(browser.find("#jvmAvailableProcessors").getText()));
    }
}
