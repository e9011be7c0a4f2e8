package org.amadeus.quant.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Preprocessor;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model against the float session it was made from, on performances that it never heard. */
class BundledModelTest {
    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void playsAsTheFloatModelDoes() throws Exception {
        Session plain = SessionFiles.load(Golden.shared("sessions/asap.sess"));
        Path store = folder.resolve("dataset");
        new Preprocessor(new StoreSettings(plain.config().profile(), true, 1), 2)
                .run(Golden.shared("data/asap/valid"), store, false, Progress.NONE);
        QuantizationReport report = new Reporter(
                        "asap.sess",
                        plain,
                        BundledModel.NAME,
                        BundledModel.load(),
                        Optional.of(HeldOut.of(PerformanceDataset.open(store))),
                        1)
                .measure(false, Progress.NONE);
        assertTrue(report.worstRatio() <= 1.003, ReportText.of(report));
        assertTrue(report.sizes().fileRatio() <= 0.26, report.sizes()::toString);
        assertTrue(report.sizes().memoryRatio() <= 0.26, report.sizes()::toString);
    }
}
