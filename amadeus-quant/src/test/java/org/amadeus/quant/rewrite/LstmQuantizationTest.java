package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.GraphStepModel;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.autodiff.samediff.SameDiff;

/** What quantizes layers by their kind quantizes a cell that it never heard of. */
class LstmQuantizationTest {
    private static final ModelConfig CONFIG =
            new ModelConfig(5, 13, 3, 72, 2, 0, CodecProfile.EXPRESSIVE, Cells.of("lstm"));

    @TempDir
    Path folder;

    private final Session session = Session.untrained(CONFIG, 7);

    @ParameterizedTest
    @CsvSource({"weight-only,0.01", "dynamic,0.03", "int4,0.15", "int3,0.4", "int2,0.8"})
    void savedLoadedAndRunByBothExecutorsItStaysNearTheFloatModel(String scheme, float tolerance) throws Exception {
        SameDiff quantized = GraphRewriter.rewrite(CONFIG, session.stepGraph(), Schemes.of(scheme), Calibration.NONE);
        assertEquals(
                List.of(LayerKind.GATES, LayerKind.GATES, LayerKind.GATES, LayerKind.GATES),
                PrecisionReader.read(CONFIG, session.stepGraph(), quantized).stream()
                        .map(LayerPrecision::kind)
                        .filter(LayerKind.GATES::equals)
                        .toList());
        Session small = new Session(CONFIG, quantized, session.optimizer(), session.progress(), session.provenance());
        Path file = folder.resolve("small.amadeus");
        SessionFiles.save(session, folder.resolve("large.amadeus"));
        SessionFiles.save(small, file);
        assertTrue(Files.size(file) < 0.5 * Files.size(folder.resolve("large.amadeus")));
        Session loaded = SessionFiles.load(file);
        assertEquals(CONFIG, loaded.config());

        float[] expected = logits(StepPlan.compile(CONFIG, session.stepGraph(), 2, 1));
        float[] plan = logits(StepPlan.compile(CONFIG, loaded.stepGraph(), 2, 1));
        assertArrayEquals(plan, logits(new GraphStepModel(CONFIG, loaded.stepGraph(), 2)), 1e-4f);
        assertArrayEquals(expected, plan, tolerance);
        float[] again = logits(StepPlan.compile(CONFIG, FloatSession.of(loaded).stepGraph(), 2, 1));
        assertArrayEquals(plan, again, scheme.equals("dynamic") ? tolerance : 1e-4f);
    }

    private static float[] logits(StepModel model) {
        Random random = new Random(5);
        float[] all = new float[20 * 2 * 13];
        float[] step = new float[2 * 13];
        try (model) {
            model.startMixed(new float[] {1, -1, 0.5f, 2, 0, 0, 1, -2, 1, 0.3f});
            for (int t = 0; t < 20; t++) {
                int[] events = random.ints(2, 0, 13).toArray();
                model.step(events, new float[] {0, 1, 0, 0.5f, 1, 0, 0, 0}, step);
                System.arraycopy(step, 0, all, t * step.length, step.length);
            }
        }
        return all;
    }

    @Test
    void statisticsOfItsGatesAreRefused() {
        Calibrator calibrator = new Calibrator(session, null, Calibrator.Settings.USUAL);
        QuantizationException e = assertThrows(QuantizationException.class, () -> calibrator.statistics(Progress.NONE));
        assertTrue(e.getMessage().contains("lstm"), e.getMessage());
    }
}
