package org.amadeus.data.midi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Smf;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

/** 96 ticks a beat, 120 beats a minute unless said: 192 ticks a second. */
class ExpressiveNotesTest {
    private static NoteSequence notes(int[]... tracks) {
        return MidiReader.parse("a.mid", Smf.file(1, 96, tracks), Tolerance.STRICT)
                .notes();
    }

    private static void assertNotes(NoteSequence actual, Note... expected) {
        assertEquals(List.of(expected), actual.asList());
    }

    @Test
    void thePedalHoldsWhatIsReleasedUntilItLifts() {
        NoteSequence held = notes(new int[] {
            0, 0x90, 60, 64, 48, 0xB0, 64, 64, 48, 0x90, 60, 0, 96, 0xB0, 64, 63, 0, 0x90, 62, 64, 96, 62, 0
        });
        assertNotes(held, new Note(0, 1, 60, 64), new Note(1, 1.5, 62, 64));
    }

    @Test
    void withoutThePedalNotesEndWithTheirKeys() {
        byte[] file = Smf.file(0, 96, new int[] {0, 0xB0, 64, 127, 0, 0x90, 60, 64, 96, 60, 0, 96, 0xB0, 64, 0});
        MidiFile midi = MidiReader.parse("a.mid", file, Tolerance.STRICT);
        assertEquals(1, midi.notes().get(0).end());
        assertEquals(0.5, midi.notes(false).get(0).end());
    }

    @Test
    void aHeldPitchEndsWhereItIsStruckAgain() {
        NoteSequence struck =
                notes(new int[] {0, 0xB0, 64, 127, 0, 0x90, 60, 64, 48, 60, 0, 48, 60, 80, 48, 60, 0, 48, 0xB0, 64, 0});
        assertNotes(struck, new Note(0, 0.5, 60, 64), new Note(0.5, 1, 60, 80));
    }

    @Test
    void thePedalOfOneTrackHoldsTheNotesOfAnother() {
        NoteSequence held =
                notes(new int[] {0, 0xB0, 64, 127, 0x81, 0x40, 0xB0, 64, 0}, new int[] {0, 0x90, 60, 64, 96, 60, 0});
        assertNotes(held, new Note(0, 1, 60, 64));
    }

    @Test
    void thePedalOfAnotherChannelDoesNot() {
        NoteSequence free = notes(new int[] {0, 0xB1, 64, 127, 0, 0x90, 60, 64, 96, 60, 0, 96, 0xB1, 64, 0});
        assertNotes(free, new Note(0, 0.5, 60, 64));
    }

    @Test
    void whatIsNeverReleasedEndsWithItsTrack() {
        NoteSequence hanging = notes(
                new int[] {0, 0x90, 60, 64, 96, 0xFF, 0x2F, 0},
                new int[] {0, 0xB0, 64, 127, 0, 0x90, 62, 64, 48, 62, 0, 0x81, 0x10, 0xFF, 0x2F, 0});
        assertNotes(hanging, new Note(0, 0.5, 60, 64), new Note(0, 1, 62, 64));
    }

    /** Another track's "all notes off", "all sound off" or change of mode comes too late for it. */
    @Test
    void whatIsNeverReleasedDoesNotOutliveItsTrack() {
        for (int message : new int[] {120, 123, 124, 125, 126, 127}) {
            NoteSequence hanging = notes(new int[] {0, 0x90, 60, 64, 96, 0xFF, 0x2F, 0}, new int[] {
                0, 0xB0, 64, 127, 0, 0x90, 62, 64, 0x83, 0x60, 0xB0, message, 0, 0, 0xB0, 64, 0, 0, 0xFF, 0x2F, 0
            });
            assertNotes(hanging, new Note(0, 0.5, 60, 64), new Note(0, 2.5, 62, 64));
        }
    }

    /** One that comes while the track goes on ends its notes. */
    @Test
    void anotherTracksMessageEndsWhatStillSounds() {
        NoteSequence ended = notes(
                new int[] {0, 0x90, 60, 64, 0x83, 0x60, 0xFF, 0x2F, 0}, new int[] {96, 0xB0, 123, 0, 0, 0xFF, 0x2F, 0});
        assertNotes(ended, new Note(0, 0.5, 60, 64));
    }

    @Test
    void aStrikeOfASoundingPitchEndsTheNoteBefore() {
        NoteSequence cut = notes(new int[] {0, 0x90, 60, 64, 48, 60, 70, 48, 60, 0, 48, 60, 0});
        assertNotes(cut, new Note(0, 0.25, 60, 64), new Note(0.25, 0.5, 60, 70));
    }

    @Test
    void aRepetitionWrittenOnFirstThenOffKeepsTheNewNote() {
        NoteSequence repeated = notes(new int[] {0, 0x90, 60, 64, 48, 60, 70, 0, 60, 0, 48, 60, 0});
        assertNotes(repeated, new Note(0, 0.25, 60, 64), new Note(0.25, 0.5, 60, 70));
    }

    @Test
    void temposOfEveryTrackCount() {
        NoteSequence slow = notes(
                new int[] {96, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40, 0, 0xFF, 0x2F, 0}, // one second a beat, after a beat
                new int[] {96, 0x90, 60, 64, 96, 60, 0});
        assertNotes(slow, new Note(0.5, 1.5, 60, 64));
        NoteSequence elsewhere =
                notes(new int[] {96, 0x90, 60, 64, 96, 60, 0}, new int[] {96, 0xFF, 0x51, 3, 0x0F, 0x42, 0x40});
        assertNotes(elsewhere, new Note(0.5, 1.5, 60, 64));
    }

    @Test
    void percussionIsLeftOut() {
        assertEquals(0, notes(new int[] {0, 0x99, 36, 64, 96, 36, 0}).size());
    }

    @Test
    void allNotesOffReleasesAndResetLiftsThePedal() {
        NoteSequence off = notes(new int[] {0, 0x90, 60, 64, 96, 0xB0, 123, 0, 96, 0xFF, 0x2F, 0});
        assertNotes(off, new Note(0, 0.5, 60, 64));
        NoteSequence reset =
                notes(new int[] {0, 0xB0, 64, 127, 0, 0x90, 60, 64, 48, 60, 0, 48, 0xB0, 121, 0, 96, 0xFF, 0x2F, 0});
        assertNotes(reset, new Note(0, 0.5, 60, 64));
        NoteSequence silence =
                notes(new int[] {0, 0xB0, 64, 127, 0, 0x90, 60, 64, 48, 0xB0, 120, 0, 96, 0xFF, 0x2F, 0});
        assertNotes(silence, new Note(0, 0.25, 60, 64));
    }

    @Test
    void musicBeyondADayIsRefused() {
        int[] late = {0, 0xFF, 0x51, 3, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0x90, 60, 64, 96, 60, 0};
        MidiFormatException e = assertThrows(MidiFormatException.class, () -> notes(late));
        assertEquals("a.mid: a note at 13031 hours, expected 24 at most", e.getMessage());
    }

    @Test
    void allSoundOffEndsWhatSoundsAndLeavesThePedalDown() {
        NoteSequence off = notes(new int[] {
            0,
            0xB0,
            64,
            127,
            0,
            0x90,
            60,
            64,
            48,
            60,
            0,
            0,
            62,
            64,
            48,
            0xB0,
            120,
            0, // held and pressed
            0,
            0x90,
            64,
            64,
            96,
            64,
            0,
            96,
            0xB0,
            64,
            0 // held by the pedal that is still down
        });
        assertNotes(off, new Note(0, 0.5, 60, 64), new Note(0.25, 0.5, 62, 64), new Note(0.5, 1.5, 64, 64));
    }

    @Test
    void everyChangeOfModeLetsTheKeysGo() {
        for (int mode = 123; mode <= 127; mode++) {
            NoteSequence off = notes(new int[] {0, 0x90, 60, 64, 96, 0xB0, mode, 0, 96, 0xFF, 0x2F, 0});
            assertNotes(off, new Note(0, 0.5, 60, 64));
            NoteSequence held = notes(
                    new int[] {0, 0xB0, 64, 127, 0, 0x90, 60, 64, 96, 0xB0, mode, 0, 96, 0xB0, 64, 0, 0, 0xFF, 0x2F, 0
                    });
            assertNotes(held, new Note(0, 1, 60, 64));
        }
    }

    @Test
    void aNoteWithoutAnEndDiesAwayHoweverLateTheTrackEnds() {
        NoteSequence hanging = notes(new int[] {0, 0x90, 60, 64, 0x95, 0x98, 0, 0xFF, 0x2F, 0});
        assertNotes(hanging, new Note(0, 5, 60, 64));
    }

    @Test
    void aPedalThatNeverLiftsHoldsNothingForLongerThanThat() {
        NoteSequence hanging = notes(new int[] {
            0, 0xB0, 64, 127, 0, 0x90, 60, 64, 96, 60, 0, 96, 62, 64, 96, 62, 0, 0x95, 0x98, 0, 0xFF, 0x2F, 0
        });
        assertNotes(hanging, new Note(0, 6.5, 60, 64), new Note(1, 6.5, 62, 64));
    }
}
