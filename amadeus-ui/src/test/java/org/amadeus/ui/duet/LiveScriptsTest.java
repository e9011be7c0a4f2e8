package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What keyboards send that means well and is heard badly, a script each: milliseconds, the status byte in hexadecimal, two
 * data bytes. In each, phrase, answers, model, recording and sound are right.
 */
class LiveScriptsTest {
    /** A tick of the recording, and the clock of a partner that is waited for. */
    private static final double NEAR = 0.002;

    private static final UnaryOperator<String> AS_IT_IS = line -> line;

    private static Stage stage(boolean thru, Bindings bindings) {
        return Stage.steady(Stage.FIXED.withThru(thru).withBindings(bindings));
    }

    private static Stage play(String script, UnaryOperator<String> variant) {
        return play(stage(false, Bindings.NOTHING), script, variant);
    }

    private static Stage play(Stage stage, String script, UnaryOperator<String> variant) {
        for (String line : lines(script).lines().toList()) {
            String[] words = variant.apply(line).split(" ");
            double time = Double.parseDouble(words[0]) / 1000;
            stage.until(time);
            switch (words[1]) {
                case "UNPLUG" -> stage.duet.inputLost(time);
                case "REPLUG" -> stage.duet.inputBack(time);
                default ->
                    stage.message(
                            time,
                            Integer.parseInt(words[1], 16),
                            Integer.parseInt(words[2]),
                            Integer.parseInt(words[3]));
            }
        }
        return stage;
    }

    private static String lines(String script) {
        try (InputStream in = LiveScriptsTest.class.getResourceAsStream("/live/" + script + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The notes of the user, whatever the pedal does to them. */
    private static List<Note> keys(MidiFile recording) {
        return mine(recording, false);
    }

    private static List<Note> heard(MidiFile recording) {
        return mine(recording, true);
    }

    private static List<Note> mine(MidiFile recording, boolean pedal) {
        MidiFile you =
                new MidiFile("you", 1, recording.division(), recording.tracks().subList(0, 2), List.of());
        List<Note> notes = new ArrayList<>();
        you.notes(pedal).forEach(notes::add);
        return notes;
    }

    /** The first note that sounds after a time; where the user plays no more, the answer's. */
    private static double firstAfter(Stage stage, double time) {
        return stage.onsets().stream().filter(t -> t > time).findFirst().orElseThrow();
    }

    private static long count(Stage stage, int event) {
        return ((LogPartner) stage.partner)
                .past.stream().filter(e -> e == event).count();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 9, 15})
    void allNotesOffLiftsTheKeysOfItsChannel(int channel) {
        Stage stage = play("all-notes-off", line -> onChannel(line, channel));
        stage.until(1.2);
        if (channel == ChannelMessage.PERCUSSION) {
            assertEquals(DuetState.LISTENING, stage.state());
            return;
        }
        assertEquals(1.05, stage.onsets().get(0), NEAR);
        for (Note note : keys(stage.recording.toMidi())) {
            assertEquals(0.45, note.end(), NEAR);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 123, 124, 125, 126, 127})
    void soDoTheModes(int number) {
        Stage stage = play("all-notes-off", line -> line.replace("b0 123", "b0 " + number));
        stage.until(1.2);
        assertEquals(1.05, stage.onsets().get(0), NEAR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void allNotesOffLeavesThePedalDown(boolean thru) {
        Stage stage = stage(thru, Bindings.NOTHING);
        stage.message(0, 0xB0, 64, 127);
        play(stage, "all-notes-off", AS_IT_IS);
        stage.message(0.8, 0xB0, 64, 0);
        MidiFile file = stage.recording.toMidi();
        for (Note note : keys(file)) {
            assertEquals(0.45, note.end(), NEAR);
        }
        for (Note note : heard(file)) {
            assertEquals(0.8, note.end(), NEAR);
        }
        stage.until(1.3);
        // From the last move of a key, not from the pedal's.
        assertEquals(1.05, firstAfter(stage, 0.5), NEAR);
    }

    @Test
    void padsAreNoPianoKeys() {
        Stage stage = play(stage(true, Bindings.NOTHING), "drum-pads", AS_IT_IS);
        stage.until(5);
        assertEquals(DuetState.LISTENING, stage.state());
        assertTrue(stage.sounds.isEmpty());
        assertEquals(0, stage.recording.size());
        assertTrue(((LogPartner) stage.partner).past.isEmpty());
    }

    @Test
    void padsMayStillSteer() {
        Bindings pad = new Bindings(36, Bindings.NONE, Bindings.NONE, Bindings.NONE, Bindings.NONE);
        Stage stage = stage(false, pad);
        stage.note(0, 0.1, 60);
        stage.message(0.2, 0x99, 36, 100);
        assertEquals(0.2, stage.onsets().get(0), NEAR);
    }

    @Test
    void whatIsHeldAtTheEndIsLetGoThere() {
        Stage stage = play("held-at-end", AS_IT_IS);
        stage.until(0.4);
        stage.duet.stop(0.5);
        MidiFile file = stage.recording.toMidi();
        assertEquals(2, heard(file).size());
        for (Note note : heard(file)) {
            assertEquals(0.5, note.end(), NEAR);
        }
        assertEquals(List.of(127, 0), pedal(file));
    }

    @Test
    void aRecordingSavedMeanwhileIsWholeToo() {
        Stage stage = play("held-at-end", AS_IT_IS);
        MidiFile file = stage.recording.toMidi();
        assertEquals(2, heard(file).size());
        assertEquals(List.of(127, 0), pedal(file));
        assertArrayEquals(MidiWriter.toBytes(file), MidiWriter.toBytes(stage.recording.toMidi()));
    }

    private static List<Integer> pedal(MidiFile file) {
        return file.tracks().get(1).events().stream()
                .filter(e -> e instanceof ChannelMessage m && m.command() == 0xB0 && m.data1() == 64)
                .map(e -> ((ChannelMessage) e).data2())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"91 -> 91", "91 -> 9f", "velocity 0"})
    void layersAreOneKeyboard(String variant) {
        Stage stage = play(stage(true, Bindings.NOTHING), "layered", line -> switch (variant) {
            case "91 -> 9f" -> line.replace(" 91 ", " 9f ").replace(" 81 ", " 8f ");
            case "velocity 0" -> line.replace(" 80 ", " 90 ").replace(" 81 ", " 91 ");
            default -> line;
        });
        assertEquals(3, stage.duet.status().phraseNotes());
        assertEquals(3, stage.onsets().size());
        for (int pitch : List.of(60, 64, 67)) {
            assertEquals(1, count(stage, EventVocabulary.noteOn(pitch)));
            assertEquals(1, count(stage, EventVocabulary.noteOff(pitch)));
        }
        List<Note> keys = keys(stage.recording.toMidi());
        assertEquals(3, keys.size());
        for (int i = 0; i < 3; i++) {
            assertEquals(0.2 * i, keys.get(i).start(), NEAR);
            assertEquals(0.2 * i + 0.122, keys.get(i).end(), NEAR);
        }
        stage.until(1.2);
        assertEquals(1.122, stage.onsets().get(3), NEAR);
    }

    @Test
    void aLostNoteOffDelaysOneAnswerAtMost() {
        Stage stage = play(stage(true, Bindings.NOTHING), "lost-note-off-for-good", AS_IT_IS);
        stage.until(40);
        assertEquals(3.87, firstAfter(stage, 0.87), NEAR);
        assertEquals(10.17, firstAfter(stage, 9.57), NEAR);
        assertEquals(21.17, firstAfter(stage, 20.57), NEAR);
        Note lost = keys(stage.recording.toMidi()).stream()
                .filter(note -> note.pitch() == 61)
                .findFirst()
                .orElseThrow();
        assertEquals(10, lost.end(), NEAR);
        assertEquals(0, stage.instrument.sounding());
    }

    @ParameterizedTest
    @ValueSource(ints = {120, 20})
    void panicLiftsWhatWasLost(int controller) {
        Bindings panic = new Bindings(Bindings.NONE, Bindings.NONE, Bindings.NONE, controller, Bindings.NONE);
        Stage stage = play(
                stage(true, panic), "lost-off-panic", line -> line.replace("b0 120 127", "b0 " + controller + " 127"));
        assertEquals(5.57, stage.now, NEAR);
        assertEquals(5, stage.onsets().size());
        stage.until(6.3);
        assertEquals(6.17, stage.onsets().get(5), NEAR);
        Note lost = keys(stage.recording.toMidi()).get(0);
        assertEquals(61, lost.pitch());
        assertEquals(0.4, lost.end(), NEAR);
    }

    @Test
    void thePanicOfTheKeyboardItselfLiftsItToo() {
        Stage stage = play("lost-off-panic", AS_IT_IS);
        assertEquals(1.0, stage.onsets().get(0), NEAR);
        stage.until(6.3);
        assertTrue(stage.onsets().stream().anyMatch(time -> Math.abs(time - 6.17) < NEAR), stage.onsets() + "");
        assertEquals(0.4, keys(stage.recording.toMidi()).get(0).end(), NEAR);
    }

    /** Values from 0 to 2, and around the middle, where a threshold alone would flicker. */
    @ParameterizedTest
    @ValueSource(ints = {0, 61, 63, 125})
    void aPedalThatTremblesDelaysNothing(int least) {
        Stage stage = stage(true, Bindings.NOTHING);
        for (int i = 0; i < 4; i++) {
            stage.note(0.15 * i, 0.15 * i + 0.12, 60 + i);
        }
        for (int i = 0; i < 200; i++) {
            stage.message(0.6 + 0.01 * i, 0xB0, 64, least + i % 3);
        }
        double answered = firstAfter(stage, 0.6);
        assertEquals(1.17, answered, NEAR);
        assertTrue(pedal(stage.recording.toMidi()).size() <= 3);
        stage.duet.stop(3);
        assertEquals(0, stage.instrument.sounding());
    }

    @ParameterizedTest
    @ValueSource(strings = {"500.1", "500.4", "500"})
    void aPedalThatBouncesEndsWhereItEnds(String second) {
        Stage stage = play("pedal-bounce", line -> line.replace("500.1", second).replace("500.2", second));
        MidiFile file = stage.recording.toMidi();
        assertEquals(List.of(127, 0, 127, 0), pedal(file));
        List<Note> heard = heard(file);
        assertEquals(3, heard.size());
        assertEquals(0.5, heard.get(0).end(), NEAR);
        assertEquals(0.85, heard.get(1).end(), NEAR);
        assertEquals(1.05, heard.get(2).end(), NEAR);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUnpluggedKeyboardHasNoPedalDown(boolean thru) {
        Stage stage = play(stage(thru, Bindings.NOTHING), "unplug-with-pedal", AS_IT_IS);
        MidiFile file = stage.recording.toMidi();
        List<Note> heard = heard(file);
        assertEquals(5, heard.size());
        assertEquals(0.3, heard.get(0).end(), NEAR);
        for (int i = 1; i < 5; i++) {
            assertEquals(0.12, heard.get(i).end() - heard.get(i).start(), NEAR);
        }
        stage.until(4.2);
        assertEquals(4.17, firstAfter(stage, 3.6), NEAR);
        stage.duet.stop(5);
        assertEquals(0, stage.instrument.sounding());
    }

    @Test
    void anUnpluggedKeyboardHasNoKeyDown() {
        Stage stage = play(
                stage(true, Bindings.NOTHING),
                "unplug-with-pedal",
                line -> line.equals("200 80 60 0") ? "200 90 62 80" : line);
        assertEquals(0.3, keys(stage.recording.toMidi()).get(0).end(), NEAR);
        assertEquals(0.3, keys(stage.recording.toMidi()).get(1).end(), NEAR);
        assertFalse(((LogPartner) stage.partner).past.isEmpty());
        assertEquals(1, count(stage, EventVocabulary.noteOff(62)));
    }

    private static String onChannel(String line, int channel) {
        String[] words = line.split(" ");
        words[1] = words[1].charAt(0) + Integer.toHexString(channel);
        return String.join(" ", words);
    }
}
