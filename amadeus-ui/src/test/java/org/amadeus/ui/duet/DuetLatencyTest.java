package org.amadeus.ui.duet;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.ui.device.FakeKeyboard;
import org.amadeus.ui.device.FakeKeyboard.Heard;
import org.amadeus.ui.device.MidiPorts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    private DuetSession session(StepModel model, Mode mode, double seconds) {
        return new DuetSession(
                MidiPorts.input("test piano"),
                MidiPorts.output("test piano"),
                Soloist.over(model, Sampling.DEFAULT, null, 1),
                CodecProfile.EXPRESSIVE,
                1,
                DuetOptions.DEFAULT.withPlaying(
                        LiveOptions.DEFAULT.withMode(mode).withSilence(SILENCE).withLength(seconds, seconds)),
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

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "FINISH", "ECHO"})
    void fromTheSilenceToTheFirstNote(Mode mode) throws Exception {
        List<Double> latencies = new ArrayList<>();
        try (FakeKeyboard keyboard = new FakeKeyboard("Test Piano", true, true).plug();
                StepModel model = model();
                DuetSession session = session(model, mode, 1)) {
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
        report(mode + ", end of the silence to first note on, " + ANSWERS + " answers", latencies);
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "FINISH"})
    void aMinuteOfAnswersKeepsItsRhythm(Mode mode) throws Exception {
        List<Double> jitters = new ArrayList<>();
        try (FakeKeyboard keyboard = new FakeKeyboard("Test Piano", true, true).plug();
                StepModel model = new SteadyRhythm(model(), new SteadyModel(0));
                DuetSession session = session(model, mode, 15)) {
            for (int i = 0; i < MINUTE / 15; i++) {
                long up = phrase(keyboard, 4);
                eventually(() -> !onsets(keyboard, up).isEmpty());
                eventually(() -> session.status().state() == DuetState.LISTENING);
                List<Heard> onsets = onsets(keyboard, up);
                // The cadence has a rhythm of its own.
                int free = mode == Mode.FINISH ? (int) (13 / SteadyModel.PERIOD) : onsets.size();
                for (int n = 0; n < free; n++) {
                    double due = up / 1e6 + 1000 * (SILENCE + n * SteadyModel.PERIOD);
                    jitters.add(Math.abs(onsets.get(n).nanos() / 1e6 - due));
                }
            }
        }
        report(mode + ", onsets off their time, " + jitters.size() + " notes of a minute of answers", jitters);
    }

    /** Two keys, held for some seconds: a note every half second from the last stroke on. */
    @Test
    void aMinuteBesideThePlayerKeepsItsRhythm() throws Exception {
        int shift = EventVocabulary.TIME_SHIFT + 25;
        double period = EventVocabulary.seconds(shift);
        SteadyModel beside = new SteadyModel(0) {
            @Override
            int next(int last) {
                return EventVocabulary.isTimeShift(last) ? EventVocabulary.noteOn(57) : shift;
            }
        };
        List<Double> jitters = new ArrayList<>();
        try (FakeKeyboard keyboard = new FakeKeyboard("Test Piano", true, true).plug();
                StepModel model = new SteadyRhythm(model(), beside);
                DuetSession session = session(model, Mode.ALONG, 1)) {
            for (int i = 0; i < MINUTE / 4; i++) {
                keyboard.play(0x90, 74, 70);
                Thread.sleep(20);
                keyboard.play(0x90, 77, 70);
                long struck = System.nanoTime();
                Thread.sleep(2800);
                List<Heard> onsets = onsets(keyboard, struck);
                for (int n = 0; n < onsets.size(); n++) {
                    jitters.add(Math.abs((onsets.get(n).nanos() - struck) / 1e6 - 1000 * (n + 1) * period));
                }
                keyboard.play(0x80, 74, 0);
                keyboard.play(0x80, 77, 0);
                eventually(() -> session.status().state() == DuetState.LISTENING);
            }
        }
        assertTrue(jitters.size() >= 60, jitters.size() + " notes");
        report("ALONG, onsets off their time, " + jitters.size() + " notes of a minute", jitters);
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
