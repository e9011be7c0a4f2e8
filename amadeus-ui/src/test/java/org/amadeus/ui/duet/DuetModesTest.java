package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.ui.duet.Stage.Sound;
import org.junit.jupiter.api.Test;

/** The modes as a keyboard and an instrument meet them. */
class DuetModesTest {
    private static final int MODE = 102;

    private static Stage stage(Mode mode) {
        Performer performer = new Performer(new FakeModel(), Guards.DEFAULT);
        performer.start(0, new float[4], 3);
        LiveOptions playing = LiveOptions.DEFAULT.withMode(mode).withSilence(0.6);
        DuetOptions options = new DuetOptions(
                playing, false, 0, new Bindings(Bindings.NONE, Bindings.NONE, Bindings.NONE, Bindings.NONE, MODE));
        return new Stage(
                options, CodecProfile.EXPRESSIVE, DirectPartner.neverLate(new Soloist(performer, 4, Sampling.DEFAULT)));
    }

    private static void notes(Stage stage, int count, double interval) {
        double from = stage.now;
        for (int i = 0; i < count; i++) {
            stage.note(from + i * interval, from + (i + 0.8) * interval, 72 + i % 5);
        }
        stage.until(from + count * interval);
    }

    private static List<Sound> strikes(Stage stage, double from, double to) {
        return stage.sounds.stream()
                .filter(s -> s.isNoteOn() && s.time() >= from && s.time() < to)
                .toList();
    }

    @Test
    void alongPlaysWhileThePlayerPlaysAndYieldsToADenseOne() {
        Stage stage = stage(Mode.ALONG);
        notes(stage, 30, 0.3);
        List<Sound> along = strikes(stage, 0, 9);
        assertTrue(along.size() >= 5 && along.stream().allMatch(s -> s.data1() < 70), along::toString);
        assertEquals(DuetState.HEARING, stage.state());
        notes(stage, 7, 0.08);
        double dense = stage.now;
        notes(stage, 10, 0.08);
        assertEquals(List.of(), strikes(stage, dense, stage.now));
        assertEquals(0, stage.instrument.sounding());
        stage.until(stage.now + 2);
        assertEquals(DuetState.LISTENING, stage.state());
        assertEquals(0, stage.instrument.sounding());
    }

    @Test
    void theControllerChoosesByQuarters() {
        Stage stage = stage(Mode.ANSWER);
        for (int value = 0; value < 128; value++) {
            stage.message(stage.now, 0xB3, MODE, value);
            assertEquals(Mode.values()[value / 32], stage.duet.status().mode());
        }
        notes(stage, 10, 0.3);
        double asked = stage.now;
        stage.until(asked + 6);
        assertEquals(10, strikes(stage, asked, stage.now).size(), "an echo");
        stage.message(stage.now, 0xB3, MODE, 40);
        notes(stage, 20, 0.3);
        assertTrue(stage.instrument.sounding()
                        + strikes(stage, stage.now - 3, stage.now).size()
                > 0);
        stage.message(stage.now, 0xB3, MODE, 0);
        assertEquals(0, stage.instrument.sounding(), "who played along lets go");
    }

    @Test
    void finishIsAnAnswerThatRests() {
        Stage stage = stage(Mode.FINISH);
        notes(stage, 20, 0.3);
        double asked = stage.now;
        stage.until(asked + 20);
        List<Sound> answer = strikes(stage, asked, stage.now);
        double last = answer.get(answer.size() - 1).time();
        List<Integer> chord = answer.stream()
                .filter(s -> s.time() > last - 0.01)
                .map(s -> s.data1() % 12)
                .distinct()
                .toList();
        assertTrue(chord.size() == 2 || chord.size() == 3, chord::toString);
        double released = stage.sounds.stream().mapToDouble(Sound::time).max().orElseThrow();
        assertEquals(1.5, released - last, 0.3);
    }
}
