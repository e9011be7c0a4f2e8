package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.LiveOptions;
import org.junit.jupiter.api.Test;

class DuetTest {
    private static final double EXACT = 1e-9;

    private final Stage stage = Stage.steady(Stage.FIXED);

    private static Stage bound(Bindings bindings) {
        return Stage.steady(Stage.FIXED.withBindings(bindings));
    }

    @Test
    void theAnswerBeginsWhenTheSilenceIsLongEnough() {
        stage.note(0, 0.5, 60);
        stage.until(1.09);
        assertEquals(DuetState.HEARING, stage.state());
        assertTrue(stage.sounds.isEmpty());
        stage.until(1.2);
        assertEquals(DuetState.ANSWERING, stage.state());
        assertEquals(1.1, stage.onsets().get(0), EXACT);
    }

    @Test
    void theAnswerLastsAboutAsLongAsThePhrase() {
        for (double seconds : new double[] {0.2, 3, 8, 40}) {
            Stage duo = Stage.steady(Stage.FIXED);
            duo.phrase(0, seconds);
            duo.until(seconds + 60);
            assertEquals(DuetState.LISTENING, duo.state());
            double answered =
                    duo.sounds.get(duo.sounds.size() - 1).time() - duo.onsets().get(0);
            double expected = Math.max(1, Math.min(16, seconds));
            assertEquals(expected, answered, 0.55, "phrase of " + seconds + " s");
            assertEquals(0, duo.instrument.sounding());
        }
    }

    @Test
    void theAnswerKeepsItsRhythm() {
        stage.phrase(0, 5);
        stage.until(20);
        List<Double> onsets = stage.onsets();
        double period = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 18)
                + EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 21);
        for (int i = 1; i < onsets.size(); i++) {
            assertEquals(onsets.get(0) + i * period, onsets.get(i), EXACT);
        }
    }

    @Test
    void aPartnerThatFallsBehindDelaysTheRestAndKeepsItsRhythm() {
        LogPartner slow = new LogPartner(Stage.STEADY);
        Stage late = new Stage(Stage.FIXED, CodecProfile.EXPRESSIVE, slow);
        late.phrase(0, 5);
        slow.allowance = 5;
        late.until(7);
        assertEquals(1, late.onsets().size());
        slow.allowance = Integer.MAX_VALUE;
        late.until(20);
        double period = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 18)
                + EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 21);
        assertEquals(7, late.onsets().get(1), 1e-3);
        assertEquals(7 + period, late.onsets().get(2), 1e-3);
    }

    @Test
    void playingAgainInterruptsTheAnswerAtOnce() {
        stage.phrase(0, 4);
        stage.until(4.7);
        assertEquals(DuetState.ANSWERING, stage.state());
        int notes = stage.onsets().size();
        stage.message(4.75, 0x90, 48, 80);
        assertEquals(DuetState.HEARING, stage.state());
        assertEquals(0, stage.instrument.sounding());
        stage.until(7);
        assertEquals(notes, stage.onsets().size());
    }

    @Test
    void theModelRemembersWhatWasPlayedAndNothingElse() {
        stage.note(0, 0.3, 60);
        stage.until(1);
        stage.message(1.1, 0x90, 64, 80);
        stage.message(1.4, 0x80, 64, 0);
        stage.until(2.05);
        stage.message(2.1, 0x90, 48, 80);
        List<Integer> past = ((LogPartner) stage.partner).past;
        // The answer's first note began at 2.0 and was broken off before its note off was due.
        int on = past.indexOf(EventVocabulary.noteOn(60));
        assertEquals(EventVocabulary.noteOn(48), past.get(past.size() - 1));
        assertEquals(
                1, past.stream().filter(e -> e == EventVocabulary.noteOff(64)).count());
        int answered = past.lastIndexOf(EventVocabulary.noteOn(60));
        assertTrue(answered > on, past.toString());
        double between = 0;
        for (int event : past.subList(answered, past.size())) {
            between += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
        }
        assertEquals(0.1, between, 0.016);
        assertTrue(past.subList(answered, past.size()).contains(EventVocabulary.noteOff(60)), past.toString());
    }

    @Test
    void aTriggerKeyAsksForTheAnswerAtOnceAndIsNoMusic() {
        Stage triggered = bound(new Bindings(108, Bindings.NONE, Bindings.NONE, Bindings.NONE, Bindings.NONE));
        triggered.note(0, 2, 60);
        triggered.message(2.1, 0x90, 108, 90);
        triggered.message(2.12, 0x80, 108, 0);
        assertEquals(2.1, triggered.onsets().get(0), EXACT);
        List<Integer> past = ((LogPartner) triggered.partner).past;
        triggered.until(10);
        assertFalse(past.contains(EventVocabulary.noteOn(108)), past.toString());
    }

    @Test
    void aTriggerPedalAsksForTheAnswerAtOnce() {
        Stage triggered = bound(new Bindings(Bindings.NONE, 67, Bindings.NONE, Bindings.NONE, Bindings.NONE));
        triggered.note(0, 2, 60);
        triggered.message(2.5, 0xB0, 67, 127);
        assertEquals(2.5, triggered.onsets().get(0), EXACT);
    }

    @Test
    void controllersSetTheTemperatureAndSilenceEverything() {
        Stage steered = bound(new Bindings(Bindings.NONE, Bindings.NONE, 1, 20, Bindings.NONE));
        steered.message(0, 0xB0, 1, 127);
        assertEquals(1.5, ((LogPartner) steered.partner).temperature, EXACT);
        assertEquals(1.5, steered.duet.status().temperature(), EXACT);
        steered.note(0.1, 2, 60);
        steered.until(2.7);
        assertEquals(DuetState.ANSWERING, steered.state());
        steered.message(2.75, 0xB0, 20, 127);
        assertEquals(0, steered.instrument.sounding());
        assertEquals(DuetState.LISTENING, steered.state());
        assertTrue(steered.instrument.texts().containsAll(List.of("b0 64 0", "b0 123 0")));
    }

    @Test
    void inALoopAnswersFollowEachOtherWhileTheUserRests() {
        Stage loop = Stage.steady(
                Stage.FIXED.withPlaying(LiveOptions.DEFAULT.withSilence(0.6).withLoop(true)));
        loop.note(0, 2, 60);
        loop.until(30);
        assertTrue(loop.onsets().size() > 30, "" + loop.onsets().size());
        loop.message(30.01, 0x90, 60, 80);
        int notes = loop.onsets().size();
        loop.until(31);
        assertEquals(notes, loop.onsets().size());
    }

    @Test
    void thruPlaysTheUserToAndKeepsBothHandsApart() {
        Stage thru = Stage.steady(Stage.FIXED.withThru(true));
        thru.message(0, 0xB3, 64, 100);
        thru.message(0.1, 0x93, 60, 80);
        assertEquals(List.of("b0 64 100", "90 60 80"), thru.instrument.texts());
        // Held for three seconds, so answered; the answer strikes the same key, which is then its own.
        thru.until(3.2);
        assertEquals(DuetState.ANSWERING, thru.state());
        int heard = thru.instrument.heard.size();
        thru.message(3.21, 0x83, 60, 0);
        assertEquals(heard, thru.instrument.heard.size());
        thru.until(20);
        thru.message(20.1, 0xB3, 64, 0);
        assertEquals(0, thru.instrument.sounding());
    }

    @Test
    void aPhraseIsNotOverWhileAKeyIsHeld() {
        stage.message(0, 0x90, 60, 80);
        stage.until(2.5);
        assertEquals(DuetState.HEARING, stage.state());
        stage.until(3.1);
        assertEquals(DuetState.ANSWERING, stage.state());
    }

    @Test
    void theRecordingHoldsBothSidesAndThePedal() {
        stage.message(10, 0xB0, 64, 127);
        stage.note(10, 12, 60);
        stage.until(30);
        MidiFile file = stage.recording.toMidi();
        assertEquals(3, file.tracks().size());
        assertEquals("You", file.tracks().get(1).name());
        assertEquals("Amadeus", file.tracks().get(2).name());
        assertTrue(file.tracks().get(1).events().stream()
                .anyMatch(e -> e instanceof ChannelMessage m && m.data1() == 64 && m.data2() == 127));
        NoteSequence notes = file.notes();
        assertEquals(1 + stage.onsets().size(), notes.size());
        assertEquals(0, notes.get(0).start(), 0.001);
        assertEquals(2.6, notes.get(1).start(), 0.001);
    }

    @Test
    void whenTheOutputIsBackItIsSilencedFirst() {
        stage.note(0, 2, 60);
        stage.until(2.65);
        assertEquals(1, stage.instrument.sounding());
        stage.instrument.plug(false);
        stage.until(4);
        assertEquals(DuetState.WAITING, stage.state());
        assertFalse(stage.duet.outputThere());
        stage.instrument.plug(true);
        stage.duet.outputBack(5, stage.device());
        assertEquals(0, stage.instrument.sounding());
        stage.note(6, 7, 62);
        stage.until(7.7);
        assertEquals(DuetState.ANSWERING, stage.state());
    }

    @Test
    void whenTheKeyboardIsGoneEverythingIsSilentUntilItIsBack() {
        Stage thru = Stage.steady(Stage.FIXED.withThru(true));
        thru.message(0, 0x90, 60, 80);
        thru.message(0.1, 0xB0, 64, 127);
        thru.duet.inputLost(0.5);
        assertEquals(0, thru.instrument.sounding());
        thru.until(10);
        assertEquals(DuetState.WAITING, thru.state());
        thru.duet.inputBack(10);
        thru.note(11, 12, 60);
        thru.until(12.7);
        assertEquals(DuetState.ANSWERING, thru.state());
    }

    @Test
    void stoppingEndsWhatSounds() {
        stage.note(0, 2, 60);
        stage.until(2.65);
        stage.duet.stop(2.7);
        assertEquals(0, stage.instrument.sounding());
        assertEquals(DuetState.STOPPED, stage.state());
        stage.message(3, 0x90, 60, 1);
        stage.until(10);
        assertEquals(0, stage.instrument.sounding());
    }

    @Test
    void velocitiesAreScaled() {
        DuetOptions soft = new DuetOptions(
                LiveOptions.DEFAULT.withSilence(0.6).withVelocityScale(0.5), false, 2, Bindings.NOTHING);
        Stage scaled = Stage.steady(soft);
        scaled.note(0, 1, 60);
        scaled.until(1.7);
        int full = EventCodec.of(CodecProfile.EXPRESSIVE).velocity(EventVocabulary.VELOCITY + 15);
        assertEquals(Math.round(full * 0.5), scaled.sounds.get(0).data2());
        assertEquals(0x92, scaled.sounds.get(0).status());
    }

    @Test
    void aTremblingTriggerPedalIsPressedOnce() {
        Stage triggered = bound(new Bindings(Bindings.NONE, 67, Bindings.NONE, Bindings.NONE, Bindings.NONE));
        triggered.note(0, 2, 60);
        triggered.message(2.1, 0xB0, 67, 70);
        triggered.message(2.11, 0xB0, 67, 40);
        assertEquals(2.1, triggered.onsets().get(0), EXACT);
        triggered.message(3, 0xB0, 67, 100);
        triggered.until(10);
        int notes = triggered.onsets().size();
        for (int i = 0; i < 20; i++) {
            triggered.message(10 + 0.1 * i, 0xB0, 67, 60 + i % 8);
        }
        assertEquals(notes, triggered.onsets().size());
        triggered.message(13, 0xB0, 67, 0);
        triggered.message(13.1, 0xB0, 67, 127);
        assertEquals(notes + 1, triggered.onsets().size());
    }

    /** Whoever asks for an answer on a device that is lost meanwhile, the duet goes on. */
    @Test
    void noEntryLetsALostDeviceEndTheDuet() {
        Stage triggered = Stage.steady(
                Stage.FIXED.withThru(true).withBindings(new Bindings(108, 67, Bindings.NONE, 20, Bindings.NONE)));
        List<Runnable> entries = List.of(
                () -> triggered.duet.trigger(triggered.now),
                () -> triggered.duet.message(triggered.now, 0x90, 108, 90),
                () -> triggered.duet.message(triggered.now, 0xB0, 67, 127),
                () -> triggered.duet.message(triggered.now, 0x90, 60, 90),
                () -> triggered.duet.message(triggered.now, 0x80, 60, 0),
                () -> triggered.duet.message(triggered.now, 0xB0, 64, 127),
                () -> triggered.duet.message(triggered.now, 0xE0, 0, 0),
                () -> triggered.duet.message(triggered.now, 0xB0, 20, 127),
                () -> triggered.duet.panic(triggered.now),
                () -> triggered.duet.missed(triggered.now),
                () -> triggered.duet.advance(triggered.now + 0.61),
                () -> triggered.duet.inputLost(triggered.now),
                () -> triggered.duet.inputBack(triggered.now));
        for (Runnable entry : entries) {
            triggered.now += 5;
            triggered.instrument.plug(true);
            triggered.duet.outputBack(triggered.now, triggered.device());
            triggered.duet.inputBack(triggered.now);
            triggered.note(triggered.now + 0.1, triggered.now + 0.5, 64);
            triggered.message(triggered.now, 0x90, 60, 90);
            triggered.instrument.plug(false);
            entry.run();
        }
        triggered.instrument.plug(true);
        triggered.duet.outputBack(triggered.now, triggered.device());
        assertTrue(triggered.duet.outputThere());
        assertEquals(0, triggered.instrument.sounding());
        triggered.duet.stop(triggered.now);
        assertEquals(0, triggered.instrument.sounding());
    }

    @Test
    void anAnswerInWhichNoTimePassesEnds() {
        LogPartner timeless = new LogPartner(
                place -> place % 2 == 0 ? EventVocabulary.noteOn(60 + place / 2 % 12) : EventVocabulary.noteOff(60));
        Stage answered = new Stage(Stage.FIXED, CodecProfile.EXPRESSIVE, timeless);
        answered.note(0, 1, 60);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> answered.until(5));
        assertEquals(DuetState.LISTENING, answered.state());
        assertEquals(0, answered.instrument.sounding());
    }

    @Test
    void aPitchSaidTwiceAtOnceIsStruckOnce() {
        LogPartner stutters = new LogPartner(place -> switch (place % 4) {
            case 0, 1 -> EventVocabulary.noteOn(60);
            case 2 -> EventVocabulary.TIME_SHIFT + 21;
            default -> EventVocabulary.noteOff(60);
        });
        Stage answered = new Stage(Stage.FIXED, CodecProfile.EXPRESSIVE, stutters);
        answered.note(0, 1, 72);
        answered.until(1.7);
        assertEquals(1, answered.onsets().size());
        answered.until(5);
        assertEquals(0, answered.instrument.sounding());
    }

    /** A chord that two hands can't hold, held for half a second, again and again. */
    private static int wide(int place) {
        int[] pitches = {36, 60, 64, 84};
        int at = place % 9;
        return at < 4
                ? EventVocabulary.noteOn(pitches[at])
                : at == 4 ? EventVocabulary.TIME_SHIFT + 24 : EventVocabulary.noteOff(pitches[at - 5]);
    }

    private static Stage pedalling(LiveOptions options) {
        return new Stage(
                DuetOptions.DEFAULT.withPlaying(options.withSilence(0.6)),
                CodecProfile.EXPRESSIVE,
                new LogPartner(DuetTest::wide));
    }

    private static List<Integer> pedals(Stage stage) {
        return stage.sounds.stream()
                .filter(sound -> sound.status() == 0xB0 && sound.data1() == ChannelMessage.SUSTAIN_PEDAL)
                .map(Stage.Sound::data2)
                .toList();
    }

    @Test
    void whatTwoHandsCannotHoldThePedalHolds() {
        Stage pedalling = pedalling(LiveOptions.DEFAULT);
        pedalling.phrase(0, 2);
        pedalling.until(20);
        List<Integer> pedals = pedals(pedalling);
        assertTrue(pedals.size() >= 4, pedals::toString);
        for (int i = 0; i < pedals.size(); i++) {
            assertEquals(i % 2 == 0 ? 127 : 0, pedals.get(i), pedals::toString);
        }
        Stage bare = pedalling(LiveOptions.DEFAULT.withPedal(false));
        bare.phrase(0, 2);
        bare.until(20);
        assertEquals(List.of(), pedals(bare));
        assertEquals(bare.onsets(), pedalling.onsets());
        assertEquals(0, pedalling.instrument.sounding());
    }

    @Test
    void whoBreaksInLiftsThePedalOfTheAnswer() {
        Stage pedalling = pedalling(LiveOptions.DEFAULT);
        pedalling.phrase(0, 2);
        pedalling.until(2.7);
        assertEquals(List.of(127), pedals(pedalling));
        pedalling.message(2.75, 0x90, 60, 80);
        assertEquals(List.of(127, 0), pedals(pedalling));
    }
}
