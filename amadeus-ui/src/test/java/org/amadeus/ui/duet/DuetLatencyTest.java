package org.amadeus.ui.duet;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Soloist;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.ui.device.FakeKeyboard;
import org.amadeus.ui.device.FakeKeyboard.Heard;
import org.amadeus.ui.device.MidiPorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How soon the bundled model answers, and how evenly: on a keyboard that the JDK believes to be plugged in, in real
 * time. Prints the figures; does not assert them, since a test does not own its machine.
 */
@Tag("slow")
class DuetLatencyTest {
    private static final double SILENCE = 0.6;
    private static final int ANSWERS = 120;
    private static final int MINUTE = 60;

    private final Random random = new Random(4);
    private final Session bundled = BundledModel.load();

    private StepModel model() {
        return StepPlan.compile(bundled.config(), bundled.stepGraph(), 1, 1);
    }

    private DuetSession session(StepModel model, double seconds) {
        return new DuetSession(
                MidiPorts.input("test piano"),
                MidiPorts.output("test piano"),
                Soloist.over(model, Sampling.DEFAULT, null, 1),
                CodecProfile.EXPRESSIVE,
                1,
                DuetOptions.DEFAULT.withPlaying(
                        LiveOptions.DEFAULT.withSilence(SILENCE).withLength(seconds, seconds)),
                new Recording());
    }

    /** Plays a phrase of so many notes; returns when its last key went up. */
    private long phrase(FakeKeyboard keyboard, int notes) throws InterruptedException {
        long up = 0;
        for (int i = 0; i < notes; i++) {
            int pitch = 55 + random.nextInt(25);
            keyboard.play(0x90, pitch, 40 + random.nextInt(60));
            Thread.sleep(40 + random.nextInt(60));
            keyboard.play(0x80, pitch, 0);
            up = System.nanoTime();
            Thread.sleep(5);
        }
        return up;
    }

    private static List<Heard> onsets(FakeKeyboard keyboard, long since) {
        return keyboard.heard.stream()
                .filter(h -> h.isNoteOn() && h.nanos() >= since)
                .toList();
    }

    @Test
    void fromTheSilenceToTheFirstNote() throws Exception {
        List<Double> latencies = new ArrayList<>();
        try (FakeKeyboard keyboard = new FakeKeyboard("Test Piano", true, true).plug();
                StepModel model = model();
                DuetSession session = session(model, 1)) {
            phrase(keyboard, 8);
            for (int i = 0; i < ANSWERS; i++) {
                long up = phrase(keyboard, 2 + random.nextInt(4));
                eventually(() -> !onsets(keyboard, up).isEmpty());
                latencies.add((onsets(keyboard, up).get(0).nanos() - up) / 1e6 - 1000 * SILENCE);
                // Now and then it is broken off, as a player would.
                if (i % 3 > 0) {
                    eventually(() -> session.status().state() == DuetState.LISTENING);
                }
            }
        }
        assertEquals(ANSWERS, latencies.size());
        report("end of the silence to first note on, " + ANSWERS + " answers", latencies);
    }

    @Test
    void aMinuteOfAnswersKeepsItsRhythm() throws Exception {
        List<Double> jitters = new ArrayList<>();
        try (FakeKeyboard keyboard = new FakeKeyboard("Test Piano", true, true).plug();
                StepModel model = new SteadyRhythm(model());
                DuetSession session = session(model, 15)) {
            for (int i = 0; i < MINUTE / 15; i++) {
                long up = phrase(keyboard, 4);
                eventually(() -> !onsets(keyboard, up).isEmpty());
                eventually(() -> session.status().state() == DuetState.LISTENING);
                List<Heard> onsets = onsets(keyboard, up);
                for (int n = 0; n < onsets.size(); n++) {
                    double due = up / 1e6 + 1000 * (SILENCE + n * SteadyModel.PERIOD);
                    jitters.add(Math.abs(onsets.get(n).nanos() / 1e6 - due));
                }
            }
        }
        report("onsets off their time, " + jitters.size() + " notes of a minute of answers", jitters);
    }

    private static void report(String what, List<Double> millis) {
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.3f ms, p99 %.3f ms, most %.3f ms%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1),
                sorted.get(sorted.size() - 1));
    }
}
