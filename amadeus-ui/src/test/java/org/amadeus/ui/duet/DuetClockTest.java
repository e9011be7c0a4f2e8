package org.amadeus.ui.duet;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.ui.device.FakeKeyboard;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.midi.FakeInstrument;
import org.amadeus.ui.midi.MidiListener;
import org.junit.jupiter.api.Test;

/** A duet on the clock of a sequencer. */
class DuetClockTest {
    private static final double TICK = 60.0 / 120 / 24;

    private final Stage stage = Stage.steady(Stage.FIXED);
    private int ticks;

    /** The clock ticks from where it is until then; its first tick is at 0. */
    private void tick(double until) {
        for (; ticks * TICK <= until; ticks++) {
            stage.until(ticks * TICK);
            stage.duet.clock(stage.now, ClockMessage.TICK, 0, 0);
        }
    }

    private void start(Metre metre) {
        stage.duet.follow(0, metre);
        stage.duet.clock(0, ClockMessage.START, 0, 0);
    }

    /** A key is struck and let go. */
    private void play(double at) {
        tick(at);
        stage.duet.message(at, 0x90, 60, 80);
        tick(at + 0.1);
        stage.duet.message(at + 0.1, 0x80, 60, 0);
    }

    @Test
    void theAnswerBeginsOnTheNextBar() {
        start(new Metre(3, 4));
        play(2);
        tick(2.9);
        assertEquals(List.of(), stage.onsets());
        tick(3.1);
        assertEquals(3, stage.onsets().get(0), 1e-3);
        assertEquals(DuetState.ANSWERING, stage.state());
    }

    @Test
    void whereTheClockStopsSoDoesTheAnswerAndTheDuetGoesOnFreely() {
        start(Metre.COMMON);
        play(2);
        tick(4.1);
        assertEquals(1, stage.instrument.sounding());
        stage.duet.clock(stage.now, ClockMessage.STOP, 0, 0);
        assertEquals(0, stage.instrument.sounding());
        assertEquals(DuetState.LISTENING, stage.state());
        tick(5);
        stage.sounds.clear();
        play(5.3);
        tick(6.2);
        assertEquals(6, stage.onsets().get(0), 1e-3);
    }

    @Test
    void aClockThatIsUnpluggedCountsAsStopped() {
        start(Metre.COMMON);
        play(2);
        tick(4.1);
        assertEquals(1, stage.instrument.sounding());
        stage.until(4.7);
        assertEquals(0, stage.instrument.sounding());
        assertEquals(DuetState.LISTENING, stage.state());
    }

    @Test
    void itsOwnTempoIsSentAndKeptAndStopsWithIt() {
        stage.duet.sendClock(0, Metre.COMMON, Optional.empty());
        stage.duet.tempo(0, 120);
        stage.message(2, 0x90, 60, 80);
        stage.message(2.1, 0x80, 60, 0);
        stage.until(4.2);
        assertEquals(4, stage.onsets().get(0), 1e-9);
        List<Stage.Sound> clock = stage.sounds.stream()
                .filter(sound -> ClockMessage.is(sound.status()))
                .toList();
        Stage.Sound start = clock.stream()
                .filter(sound -> sound.status() == ClockMessage.START)
                .findFirst()
                .orElseThrow();
        assertEquals(2 - TICK, start.time(), 1e-9);
        assertEquals(ClockMessage.TICK, clock.get(clock.indexOf(start) + 1).status());
        assertEquals(2, clock.get(clock.indexOf(start) + 1).time(), 1e-9);
        stage.duet.stop(stage.now);
        Stage.Sound last = stage.sounds.get(stage.sounds.size() - 1);
        assertEquals(ClockMessage.STOP, last.status());
        assertEquals(0, stage.instrument.sounding());
    }

    @Test
    void aPortOfItsOwnThatIsLostGetsNoClockAnyMoreAndTheDuetGoesOn() {
        FakeInstrument sequencer = new FakeInstrument();
        stage.duet.sendClock(0, Metre.COMMON, Optional.of(sequencer));
        stage.duet.tempo(0, 120);
        stage.until(1);
        int sent = sequencer.heard.size();
        assertTrue(sent > 40, sent + " messages");
        // Lost, or its driver hangs: what is sent meets that before anybody has said so.
        sequencer.plug(false);
        stage.message(2, 0x90, 60, 80);
        stage.message(2.1, 0x80, 60, 0);
        stage.until(4.2);
        assertEquals(4, stage.onsets().get(0), 1e-9);
        stage.duet.stop(stage.now);
        assertEquals(DuetState.STOPPED, stage.state());
    }

    /** When each tick was sent from there on. */
    private List<Double> ticksFrom(double time) {
        return stage.sounds.stream()
                .filter(sound -> sound.status() == ClockMessage.TICK && sound.time() >= time)
                .map(Stage.Sound::time)
                .toList();
    }

    @Test
    void withoutATempoThePlayersIsSent() {
        stage.duet.sendClock(0, Metre.COMMON, Optional.empty());
        for (int beat = 0; beat < 12; beat++) {
            double at = 1 + 0.6 * beat;
            stage.message(at, 0x90, beat % 4 == 0 ? 48 : 60 + beat % 4, beat % 4 == 0 ? 100 : 70);
            stage.message(at + 0.5, 0x80, beat % 4 == 0 ? 48 : 60 + beat % 4, 0);
        }
        assertEquals(List.of(), ticksFrom(0));
        stage.until(14);
        List<Double> starts = stage.sounds.stream()
                .filter(sound -> sound.status() == ClockMessage.START)
                .map(Stage.Sound::time)
                .toList();
        assertEquals(1, starts.size());
        List<Double> sent = ticksFrom(starts.get(0));
        double tick = (sent.get(sent.size() - 1) - sent.get(0)) / (sent.size() - 1);
        assertEquals(0.6 / 24, tick, 0.6 / 24 / 100);
        // The bar begins on a beat.
        double beat = (sent.get(1) - 1) / 0.6;
        assertEquals(Math.rint(beat), beat, 0.05);
        // The phrase's end is answered at once, as without a clock.
        assertEquals(Optional.empty(), stage.duet.status().beats());
        assertTrue(stage.onsets().get(0) < 9, stage.onsets() + "");
    }

    @Test
    void aTempoThatChangesKeepsThePlaceInTheBar() {
        stage.duet.sendClock(0, Metre.COMMON, Optional.empty());
        stage.duet.tempo(0, 120);
        stage.until(3);
        stage.duet.tempo(3, 60);
        assertEquals(60, stage.duet.status().beats().orElseThrow().tempo(), 1e-9);
        stage.sounds.clear();
        stage.message(3, 0x90, 60, 80);
        stage.message(3.1, 0x80, 60, 0);
        stage.until(5.1);
        // At 3 s half of the bar was over; the other half lasts 2 s.
        assertEquals(5, stage.onsets().get(0), 1e-9);
        assertEquals(1 / 24.0, ticksFrom(3.1).get(1) - ticksFrom(3.1).get(0), 1e-9);
        stage.duet.tempo(6, 0);
        assertEquals(Optional.empty(), stage.duet.status().beats());
    }

    @Test
    void aFollowedClockHasItsOwnTempo() {
        start(Metre.COMMON);
        stage.duet.sendClock(0, Metre.COMMON, Optional.empty());
        tick(1);
        stage.duet.tempo(1, 60);
        tick(1.1);
        assertEquals(120, stage.duet.status().beats().orElseThrow().tempo(), 1e-6);
    }

    @Test
    void anInputPassesItsClockOn() throws Exception {
        List<Integer> heard = new CopyOnWriteArrayList<>();
        MidiListener listener = new MidiListener() {
            @Override
            public void message(long nanos, int status, int data1, int data2) {
                heard.add(-status);
            }

            @Override
            public void clock(long nanos, int status, int data1, int data2) {
                heard.add(status);
                heard.add(data1 | data2 << 7);
            }
        };
        try (FakeKeyboard sequencer = new FakeKeyboard("Sequencer", true, false).plug();
                PluggedInput input = new PluggedInput(MidiPorts.input("sequencer"), listener)) {
            sequencer.play(ClockMessage.POSITION, 8, 1);
            sequencer.play(ClockMessage.TICK, 0, 0);
            sequencer.play(0xFE, 0, 0);
            sequencer.play(0x90, 60, 1);
            assertEquals(List.of(0xF2, 136, 0xF8, 0, -0x90), heard);
            sequencer.unplug();
            sequencer.plug();
            eventually(sequencer::listenedTo);
            sequencer.play(ClockMessage.STOP, 0, 0);
            assertEquals(List.of(0xFC, 0), heard.subList(5, 7));
            assertTrue(input != null);
        }
    }
}
