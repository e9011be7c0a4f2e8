package org.amadeus.ui.duet;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.amadeus.data.CodecProfile;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.ui.device.DeviceException;
import org.amadeus.ui.device.FakeKeyboard;
import org.amadeus.ui.device.FakeKeyboard.Heard;
import org.amadeus.ui.device.MidiPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A duet on a keyboard that the JDK believes to be plugged in, in real time, on real threads. */
class DuetSessionTest {
    private static final long STEP_NANOS = 800_000;
    private static final double SILENCE = 0.3;

    private final FakeKeyboard keyboard = new FakeKeyboard("Test Piano [hw:1,0,0]", true, true);

    @BeforeEach
    void plug() {
        keyboard.plug();
    }

    @AfterEach
    void unplug() {
        keyboard.close();
    }

    private static DuetSession session(double seconds) {
        return session(new SteadyModel(STEP_NANOS), seconds);
    }

    /** Its answers last {@code seconds}, however long the phrase. */
    private static DuetSession session(SteadyModel model, double seconds) {
        Performer performer = new Performer(model, Guards.DEFAULT);
        performer.start(0, new float[4], 1);
        return new DuetSession(
                MidiPorts.input("test piano"),
                MidiPorts.output("test piano"),
                new Soloist(performer, 4, Sampling.DEFAULT),
                CodecProfile.EXPRESSIVE,
                1,
                DuetOptions.DEFAULT.withPlaying(
                        LiveOptions.DEFAULT.withSilence(SILENCE).withLength(seconds, seconds)),
                new Recording());
    }

    private static void pause(double seconds) throws InterruptedException {
        Thread.sleep(Math.round(1000 * seconds));
    }

    /** Plays a phrase; returns when its last key went up. */
    private long phrase(double seconds) throws InterruptedException {
        for (double t = 0; t < seconds; t += 0.1) {
            keyboard.play(0x90, 60 + (int) (t * 10) % 12, 70);
            pause(0.05);
            keyboard.play(0x80, 60 + (int) (t * 10) % 12, 0);
            pause(0.05);
        }
        keyboard.play(0x90, 72, 70);
        keyboard.play(0x80, 72, 0);
        return System.nanoTime();
    }

    private List<Heard> onsetsSince(long nanos) {
        return keyboard.heard.stream()
                .filter(h -> h.isNoteOn() && h.nanos() >= nanos)
                .toList();
    }

    private int sounding() {
        int[] down = new int[128];
        int pedals = 0;
        for (Heard h : keyboard.heard) {
            if (h.isNoteOn()) {
                down[h.data1()] = 1;
            } else if ((h.status() & 0xF0) == 0x80) {
                down[h.data1()] = 0;
            }
        }
        for (int d : down) {
            pedals += d;
        }
        return pedals;
    }

    @Test
    void theFirstStepsAreTakenBeforeAnybodyPlays() {
        AtomicInteger steps = new AtomicInteger();
        SteadyModel counting = new SteadyModel(0) {
            @Override
            int next(int last) {
                steps.incrementAndGet();
                return super.next(last);
            }
        };
        try (DuetSession session = session(counting, 1)) {
            assertTrue(steps.get() > 100, steps + " steps");
            assertEquals(DuetState.LISTENING, session.status().state());
        }
        assertTrue(keyboard.heard.stream().noneMatch(Heard::isNoteOn), "somebody heard the warm-up");
    }

    @Test
    void aPhraseGoesInAndTheAnswerComesOut() throws Exception {
        try (DuetSession session = session(1)) {
            long up = phrase(0.5);
            eventually(() -> onsetsSince(up).size() >= 4);
            eventually(() -> session.status().state() == DuetState.LISTENING);
            // No sooner than after the silence, nor unasked; how soon is measured, not asserted: the machine may be
            // busy.
            double waited = (onsetsSince(up).get(0).nanos() - up) / 1e9;
            assertTrue(waited > SILENCE - 0.01, "the answer began after " + waited + " s");
            eventually(() -> sounding() == 0);
        }
    }

    @Test
    void closingInTheMiddleOfAnAnswerLeavesNothingSounding() throws Exception {
        DuetSession session = session(8);
        phrase(1);
        eventually(() -> sounding() > 0);
        session.close();
        assertEquals(0, sounding());
        assertEquals(DuetState.STOPPED, session.status().state());
        assertTrue(session.await(0));
        assertFalse(keyboard.listenedTo());
        List<Heard> heard = keyboard.heard;
        assertTrue(heard.stream().anyMatch(h -> h.status() == 0xB0 && h.data1() == 64 && h.data2() == 0));
        assertTrue(heard.stream().anyMatch(h -> h.status() == 0xB0 && h.data1() == 123));
    }

    @Test
    void anUnpluggedKeyboardIsWaitedForAndSilencedWhenItIsBack() throws Exception {
        try (DuetSession session = session(8)) {
            phrase(1);
            eventually(() -> sounding() > 0);
            keyboard.unplug();
            eventually(() -> session.status().state() == DuetState.WAITING);
            keyboard.plug();
            eventually(() -> session.status().state() == DuetState.LISTENING && keyboard.listenedTo());
            // The output's own thread sends what ends the notes.
            eventually(() -> sounding() == 0);
            long up = phrase(0.3);
            eventually(() -> !onsetsSince(up).isEmpty());
        }
        assertEquals(0, sounding());
    }

    @Test
    void aPlugThatIsOutAndInBetweenTwoLooksIsNoticed() throws Exception {
        try (DuetSession session = session(1)) {
            keyboard.play(0x90, 60, 70);
            eventually(() -> session.status().state() == DuetState.HEARING);
            keyboard.unplug();
            keyboard.plug();
            assertFalse(keyboard.listenedTo());
            eventually(() -> keyboard.listenedTo() && session.status().state() == DuetState.LISTENING);
            long up = phrase(0.3);
            eventually(() -> !onsetsSince(up).isEmpty());
        }
        assertEquals(0, sounding());
    }

    @Test
    void aClockIsSentToTheInstrumentAndStopsWithTheDuet() throws Exception {
        try (DuetSession session = session(1)) {
            session.sendClock(MidiPorts.output("test piano"), Metre.COMMON);
            session.tempo(300);
            eventually(() -> clock().contains(ClockMessage.START));
            int before = clock().size();
            eventually(() -> clock().size() > before + 100);
        }
        assertEquals(ClockMessage.STOP, clock().get(clock().size() - 1));
    }

    @Test
    void anotherPortsClockIsFollowed() throws Exception {
        try (FakeKeyboard sequencer = new FakeKeyboard("Sequencer", true, true).plug();
                DuetSession session = session(4)) {
            session.follow(MidiPorts.input("sequencer"), Metre.COMMON);
            session.sendClock(MidiPorts.output("sequencer"), Metre.COMMON);
            // Whoever sends a clock of its own shows that it follows.
            eventually(() -> {
                sequencer.play(ClockMessage.START, 0, 0);
                sequencer.play(ClockMessage.TICK, 0, 0);
                return sequencer.heard.stream().anyMatch(heard -> heard.status() == ClockMessage.TICK);
            });
            sequencer.play(ClockMessage.STOP, 0, 0);
            eventually(() -> sequencer.heard.stream().anyMatch(heard -> heard.status() == ClockMessage.STOP));
        }
    }

    private List<Integer> clock() {
        return keyboard.heard.stream()
                .map(Heard::status)
                .filter(ClockMessage::is)
                .toList();
    }

    @Test
    void closingDoesNotWaitForADriverThatHangs() throws Exception {
        DuetSession session = session(8);
        phrase(0.5);
        eventually(() -> sounding() > 0);
        CountDownLatch hanging = new CountDownLatch(1);
        keyboard.closeBy(() -> {
            try {
                hanging.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        long began = System.nanoTime();
        session.close();
        double seconds = (System.nanoTime() - began) / 1e9;
        hanging.countDown();
        // Each thing that is waited for has its limit, and they sum to this; a busy machine may add to it.
        assertTrue(seconds < 30, "closing took " + seconds + " s");
        assertEquals(0, sounding());
        assertEquals(DuetState.STOPPED, session.status().state());
    }

    @Test
    void anErrorOfTheDriverIsToldToWhoeverWaits() throws Exception {
        try (DuetSession session = session(1)) {
            keyboard.failBy(() -> {
                throw new LinkageError("on purpose");
            });
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> {
                for (int i = 0; i < 600; i++) {
                    session.await(100);
                }
            });
            assertTrue(e.getMessage().contains("on purpose"), e.getMessage());
            keyboard.failBy(() -> {});
        }
    }

    @Test
    void aFaultOfTheModelEndsTheDuetInSilence() throws Exception {
        SteadyModel broken = new SteadyModel(0) {
            private int steps;

            @Override
            public void step(int[] events, float[] conditions, float[] logits) {
                if (steps++ > 60) {
                    throw new IllegalStateException("broken on purpose");
                }
                super.step(events, conditions, logits);
            }
        };
        try (DuetSession session = session(broken, 8)) {
            phrase(0.3);
            IllegalStateException e = assertThrows(IllegalStateException.class, () -> {
                for (int i = 0; i < 600; i++) {
                    session.await(100);
                }
            });
            assertEquals("broken on purpose", e.getMessage());
        }
        assertEquals(0, sounding());
    }

    @Test
    void aDeviceThatIsNotThereIsAnErrorAtOnce() {
        DeviceException e = assertThrows(DeviceException.class, () -> MidiPorts.input("nowhere"));
        assertTrue(e.getMessage().contains("test-piano"), e.getMessage());
    }
}
