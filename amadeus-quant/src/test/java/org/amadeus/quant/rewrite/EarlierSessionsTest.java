package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.amadeus.model.run.GraphStepModel;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantized sessions that version 0.2 wrote before weights were codings, and the logits that it computed of them. */
class EarlierSessionsTest {
    private static final Path FOLDER = Path.of("target", "test-classes", "sessions-0.2");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "weight-only,int8",
        "dynamic,int8",
        "int4,int4",
        "distiller,int8",
        "mixed,int4",
        "lstm-int4,int4",
        "lstm-weight-only,int8"
    })
    void theyGiveTheSameLogits(String name, String precision) throws IOException {
        Session session = SessionFiles.load(FOLDER.resolve(name + ".amadeus"));
        float[] expected = expected(name);
        // Sums of floats and halves that fall the other way on machines of other vectors.
        float tolerance = name.equals("dynamic") || name.equals("distiller") ? 1e-5f : 1e-3f;
        assertArrayEquals(expected, planned(session), tolerance);
        assertArrayEquals(expected, logits(new GraphStepModel(session.config(), session.stepGraph(), 2)), tolerance);
        assertEquals(precision, session.precision());

        Path again = folder.resolve("again.amadeus");
        SessionFiles.save(session, again);
        Session resaved = SessionFiles.load(again);
        assertArrayEquals(planned(session), planned(resaved), 0f);
        assertEquals(precision, resaved.precision());
        assertFalse(resaved.isPlain());

        Session floats = FloatSession.of(session);
        float near = name.equals("dynamic") || name.equals("mixed") || name.equals("distiller") ? 0.3f : 1e-3f;
        assertArrayEquals(expected, planned(floats), near);
        assertTrue(floats.isPlain());
        assertEquals(
                "float32 from " + precision + " weights", floats.provenance().get("made"));
    }

    private static float[] expected(String name) throws IOException {
        float[] logits = new float[20 * 2 * 13];
        try (DataInputStream in = new DataInputStream(Files.newInputStream(FOLDER.resolve(name + ".logits")))) {
            for (int i = 0; i < logits.length; i++) {
                logits[i] = in.readFloat();
            }
        }
        return logits;
    }

    private static float[] planned(Session session) {
        return logits(StepPlan.compile(session.config(), session.stepGraph(), 2, 1));
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
}
