package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amadeus.charts.tensorboard.MadeUpIteration;
import org.amadeus.charts.tensorboard.Pace;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.testing.HeadlessBrowser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The three pages as a browser shows them. Pictures of them are left in target/screenshots. */
class TrainingUiBrowserTest {
    private static final ModelConfig SMALL = new ModelConfig(4, 240, 24, 16, 3, 0.3, CodecProfile.EXPRESSIVE);
    private static final int REPORTS = 30;

    private static HeadlessBrowser browser;
    private static Charts charts;
    private static TrainingUi ui;
    private static String address;

    @BeforeAll
    static void train() throws InterruptedException {
        browser = HeadlessBrowser.open(1500, 900);
        charts = new Charts(browser);
        ui = new TrainingUi(0, new Pace(Duration.ofMillis(1), 1));
        address = ui.address().replace("/train/overview", "");
        ui.started(SMALL, 0);
        for (int i = 1; i <= REPORTS; i++) {
            ui.iterationDone(new MadeUpIteration(SMALL, i));
            Thread.sleep(40);
        }
    }

    @AfterAll
    static void stop() {
        if (ui != null) {
            ui.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasAmiss() {
        assertEquals(List.of(), browser.errors());
        List<String> requests = browser.requests();
        assertTrue(requests.size() > 5, requests.toString());
        assertTrue(
                requests.stream().allMatch(url -> url.startsWith(address + "/") || url.startsWith("data:")),
                requests.toString());
    }

    @Test
    void overviewShowsLossRatiosAndDeviations() {
        browser.go(address + "/");
        browser.await("$('#scoreiterchart').data('plot') && $('#stdevChart').data('plot')");
        browser.screenshot(Path.of("target/screenshots/training-overview.png"));

        List<List<Double>> loss = charts.curve("#scoreiterchart", 0);
        assertEquals(REPORTS, loss.size());
        for (List<Double> point : loss) {
            assertEquals(5 / Math.sqrt(point.get(0)), point.get(1), 1e-9);
        }
        // log10 of (mean of |update|) / (mean of |parameter|): 1e-4 to 0.1
        for (int weight = 0; weight < 6; weight++) {
            assertEquals(-3, charts.last("#updateRatioChart", weight), 0.2);
            assertEquals(-2, charts.last("#stdevChart", weight), 0.2);
        }
        assertEquals("78752", browser.find("#nParams").getText());
        assertEquals("7", browser.find("#nLayers").getText());
        assertFalse(browser.find("#stdevActivations").isDisplayed());
    }

    @Test
    void modelPageShowsHistogramsOfALayer() {
        browser.go(address + "/train/model");
        charts.selectLayer("(gru_l01)");
        browser.screenshot(Path.of("target/screenshots/training-model.png"));

        assertTrue(browser.find("#layerInfo").getText().contains("Recurrent"));
        assertEquals(3 * 16 * 16, charts.sum("#parametershistogram", 0));
        assertEquals(3 * 16 * 16, charts.sum("#updateshistogram", 0));
        assertEquals(1e-3, charts.last("#learningrate", 0), 1e-9);
        browser.value("document.getElementById('parametershistogram').scrollIntoView()");
        browser.screenshot(Path.of("target/screenshots/training-histograms.png"));
        browser.find("#updateHistButtonsDiv input[value=RW_gradient]").click();
        browser.await("document.getElementById('updatehistSelected').textContent.includes('RW_gradient')");
        List<List<Double>> gradient = charts.curve("#updateshistogram", 0);
        assertEquals(3 * 16 * 16, charts.sum("#updateshistogram", 0));
        assertEquals(0.03, gradient.get(gradient.size() - 1).get(0), 0.02); // about three deviations of 0.01
        assertFalse(browser.find("#activations").isDisplayed());
    }

    @Test
    void systemPageShowsMemory() {
        browser.go(address + "/train/system");
        browser.await("$('#systemMemoryChartPlot').data('plot')");
        browser.screenshot(Path.of("target/screenshots/training-system.png"));

        List<List<Double>> heap = charts.curve("#systemMemoryChartPlot", 0);
        assertEquals(REPORTS, heap.size());
        assertTrue(heap.stream().allMatch(point -> point.get(1) > 0 && point.get(1) <= 100), heap.toString());
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                Integer.parseInt(browser.find("#jvmAvailableProcessors").getText()));
    }
}
