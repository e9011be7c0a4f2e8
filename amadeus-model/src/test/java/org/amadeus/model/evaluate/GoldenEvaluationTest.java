package org.amadeus.model.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.model.Golden;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held-out windows and the negative log-likelihoods that the Python implementation gives for them. */
class GoldenEvaluationTest {
    private static final int STEPS = 200;
    private static final int WINDOWS = 64;

    @ParameterizedTest
    @CsvSource({
        "small_trained, golden/model/small_trained_zip.sess, true",
        "small_trained, golden/model/small_trained_zip.sess, false",
        "asap_trained, sessions/asap.sess, true",
        "asap_trained, sessions/asap.sess, false"
    })
    void theLossIsTheReferences(String name, String file, boolean controls) throws IOException {
        WindowArrays batch = windows(controls);
        Session session = SessionFiles.load(Golden.shared(file));
        float[] logits = MixedWindows.whole(session.parameters(), WINDOWS, batch.events(), batch.conditions());
        assertEquals(recorded(name, controls), nll(logits, batch), 1e-4);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stepByStepToo(boolean controls) throws IOException {
        WindowArrays batch = windows(controls);
        Session session = SessionFiles.load(Golden.shared("golden/model/small_trained_zip.sess"));
        try (StepPlan plan = StepPlan.compile(session.config(), session.stepGraph(), WINDOWS, 1)) {
            float[] logits = MixedWindows.stepped(plan, batch.events(), batch.conditions());
            assertEquals(recorded("small_trained", controls), nll(logits, batch), 1e-4);
        }
    }

    private static double recorded(String name, boolean controls) {
        return Golden.json(Golden.shared("golden/model/" + name + ".json"))
                .get("eval_windows_nll_" + (controls ? "ctrl" : "none"))
                .asDouble();
    }

    private static double nll(float[] logits, WindowArrays batch) {
        Tally tally = new Tally();
        tally.add(batch, logits);
        return tally.evaluation().score().nll();
    }

    private static WindowArrays windows(boolean controls) throws IOException {
        Path npz = Golden.shared("golden/model/eval_windows.npz");
        byte[] events = bytes(npz, "events.npy", STEPS * WINDOWS);
        ControlSequence sequence =
                ControlSequence.ofBytes(bytes(npz, "controls.npy", STEPS * WINDOWS * ControlSequence.BYTES));
        int[] numbers = new int[events.length];
        float[] conditions = new float[events.length * 25];
        for (int i = 0; i < events.length; i++) {
            numbers[i] = events[i] & 0xFF;
            if (controls) {
                sequence.fill(i, conditions, i * 25 + 1);
            } else {
                conditions[i * 25] = 1;
            }
        }
        return WindowArrays.of(WINDOWS, numbers, conditions, new float[WINDOWS]);
    }

    /** The bytes of an array of uint8 in C order. */
    private static byte[] bytes(Path npz, String entry, int count) throws IOException {
        try (ZipFile zip = new ZipFile(npz.toFile())) {
            byte[] npy = zip.getInputStream(new ZipEntry(entry)).readAllBytes();
            String header = new String(npy, 0, npy.length - count, StandardCharsets.ISO_8859_1);
            assertEquals(true, header.contains("'|u1', 'fortran_order': False"), header);
            return Arrays.copyOfRange(npy, npy.length - count, npy.length);
        }
    }
}
