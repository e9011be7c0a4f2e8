package org.amadeus.asap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.ReportText;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real model, quantized, against itself in float; and the bundled one: on performances that neither ever heard. */
class AsapModelTest {
    @TempDir
    private Path folder;

    @Test
    void itIsFoundAndHasTheShapeThatItsCardNames() {
        Session bundled = BundledModel.load();
        assertEquals(CodecProfile.EXPRESSIVE, bundled.config().profile());
        assertEquals(512, bundled.config().hiddenDim());
        assertEquals(3, bundled.config().gruLayers());
    }

    @ParameterizedTest
    @ValueSource(strings = {Schemes.WEIGHT_ONLY, Schemes.DYNAMIC})
    @Tag("slow")
    void quantizedItPlaysAsTheFloatModelDoes(String scheme) throws Exception {
        Session plain = SessionFiles.load(shared("sessions/asap.sess"));
        QuantizationReport report = new Reporter(
                        "asap.sess",
                        plain,
                        scheme,
                        QuantizedSession.of(plain, Schemes.of(scheme), Calibration.NONE),
                        Optional.of(HeldOut.of(heldOut(plain))),
                        1)
                .measure(false, Progress.NONE);
        assertTrue(report.worstRatio() <= 1.003, ReportText.of(report));
        assertTrue(report.sizes().fileRatio() <= 0.26, report.sizes()::toString);
        assertTrue(report.sizes().memoryRatio() <= 0.26, report.sizes()::toString);
    }

    /** Calibrated on what the model was trained on, compared on what it never heard. */
    @Test
    @Tag("slow")
    void int4CostsLittle() throws Exception {
        Session plain = FloatSession.of(BundledModel.load());
        Rules rules = Schemes.of(Schemes.INT4);
        Calibrator.Settings settings = new Calibrator.Settings(Optional.of(10), Optional.of(64), 0);
        Map<String, Moments> moments = new Calibrator(plain, dataset(plain, "train"), settings)
                .moments(rules.layersThatNeedMoments(plain.stepGraph()), Progress.NONE);
        QuantizationReport report = new Reporter(
                        "bundled",
                        plain,
                        "int4",
                        QuantizedSession.of(plain, rules, Calibration.of(moments, Map.of())),
                        Optional.of(HeldOut.of(heldOut(plain))),
                        1)
                .measure(false, Progress.NONE);
        assertTrue(report.worstRatio() <= 1.006, ReportText.of(report));
        assertTrue(report.sizes().fileRatio() <= 0.17, report.sizes()::toString);
        assertTrue(report.sizes().memoryRatio() <= 0.26, report.sizes()::toString);
    }

    /** In windows of 200 events, one in each 2,000, it was 2.080 and 2.249, with standard errors of 0.011 and 0.013. */
    @Test
    @Tag("slow")
    void theBundledModelIsAsGoodAsItsCardSays() throws Exception {
        Session bundled = BundledModel.load();
        PerformanceDataset music = heldOut(bundled);
        assertTrue(nll(bundled, music, true) < 2.11, "controls given");
        assertTrue(nll(bundled, music, false) < 2.29, "no controls");
    }

    private static double nll(Session session, PerformanceDataset music, boolean controls) {
        return new Evaluator(200, 2000, controls, 1)
                .evaluate(session, music, Progress.NONE)
                .score()
                .nll();
    }

    private PerformanceDataset heldOut(Session session) throws Exception {
        return dataset(session, "valid");
    }

    private PerformanceDataset dataset(Session session, String part) throws Exception {
        Path store = folder.resolve(part);
        new Preprocessor(new StoreSettings(session.config().profile(), true, 1), 2)
                .run(shared("data/asap/" + part), store, false, Progress.NONE);
        return PerformanceDataset.open(store);
    }

    private static Path shared(String name) {
        Path file = Path.of(System.getProperty("amadeus.shared", "../shared"), name);
        assumeTrue(Files.exists(file), file + " is absent (system property amadeus.shared)");
        return file;
    }
}
