package org.amadeus.ui.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static Timeline twoHands() {
        MidiFileBuilder builder = new MidiFileBuilder(480, 90);
        builder.track("Right").notes(0, NoteSequence.of(new Note(0.05, 0.15, 72, 90)));
        builder.track("Left").program(1, 0).note(1, new Note(0, 0.2, 48, 70)).pedal(1, 0.1, true);
        return Timeline.of(builder.build());
    }

    @Test
    void tracksSoundTogether() {
        List<String> order = new ArrayList<>();
        for (TimedMessage m : twoHands().messages()) {
            order.add(Integer.toHexString(m.status()) + " " + m.data1());
        }
        assertEquals(List.of("c1 0", "91 48", "90 72", "b1 64", "80 72", "81 48", "b1 64"), order);
        assertEquals(0.05, twoHands().messages().get(2).seconds(), 0.002);
        assertEquals(0.2, twoHands().seconds(), 0.002);
    }

    @Test
    void aFileWithoutNotesIsRefused() {
        MidiFileBuilder builder = new MidiFileBuilder(480, 120);
        builder.track("empty").program(0, 0);
        AmadeusException e = assertThrows(AmadeusException.class, () -> Timeline.of(builder.build()));
        assertEquals("(made): has no notes to play", e.getMessage());
    }

    @Test
    void playingTakesItsTimeAndLeavesNothingSounding() {
        FakeInstrument instrument = new FakeInstrument();
        long began = System.nanoTime();
        assertTrue(new MidiPlayer(instrument).play(twoHands(), Progress.NONE));
        assertTrue(System.nanoTime() - began >= 195_000_000);
        assertEquals(0, instrument.sounding());
        assertTrue(instrument.texts().containsAll(List.of("91 48 70", "90 72 90", "b1 64 127", "b1 64 0")));
    }

    @Test
    void anInterruptedPlayerEndsWhatSounds() {
        FakeInstrument instrument = new FakeInstrument();
        Progress interrupt = (done, total, note) -> {
            if (instrument.sounding() == 2) {
                Thread.currentThread().interrupt();
            }
        };
        assertFalse(new MidiPlayer(instrument).play(twoHands(), interrupt));
        assertTrue(Thread.interrupted());
        assertEquals(0, instrument.sounding());
    }
}
