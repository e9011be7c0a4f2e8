package org.amadeus.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Schemes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report's pictures, of a small model that was never trained. */
class ReportPicturesTest {
    @TempDir
    private Path folder;

    private final Session plain = Session.untrained(new ModelConfig(4, 240, 24, 32, 2, 0, CodecProfile.EXPRESSIVE), 1);
    private final Session int8 = QuantizedSession.of(plain, Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE);

    @Test
    void onMusicThereAreThree() throws IOException {
        try (DatasetSource source =
                DatasetSource.of(Map.of("played", played()), new StoreSettings(CodecProfile.EXPRESSIVE, true, 0))) {
            HeldOut music = new HeldOut(source.dataset(), 50, 8);
            Reporter reporter = new Reporter("float", plain, "int8", int8, Optional.of(music), 1);
            QuantizationReport report = reporter.measure(false, Progress.NONE).with(reporter.drift(200, Progress.NONE));
            assertPictures(
                    List.of("r-weights.png", "r-activations.png", "r-drift.png"), new ReportPictures(reporter, report));
        }
    }

    @Test
    void withoutMusicThereAreTheWeights() throws IOException {
        Reporter reporter = new Reporter("float", plain, "int8", int8, Optional.empty(), 1);
        assertPictures(List.of("r-weights.png"), new ReportPictures(reporter, reporter.measure(false, Progress.NONE)));
    }

    private void assertPictures(List<String> names, ReportPictures pictures) throws IOException {
        List<Path> written = pictures.writeBeside(folder.resolve("r.json"));
        assertEquals(
                names,
                written.stream().map(file -> file.getFileName().toString()).toList());
        for (Path picture : written) {
            assertTrue(ImageIO.read(picture.toFile()).getWidth() > 500);
        }
    }

    private EventSequence played() {
        try (StepModel model = StepPlan.compile(plain.config(), plain.stepGraph(), 1, 1)) {
            return new Generator(model, GenerationOptions.free(400, 7))
                    .generate(Progress.NONE)
                    .get(0);
        }
    }
}
