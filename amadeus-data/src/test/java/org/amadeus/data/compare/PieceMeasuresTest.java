package org.amadeus.data.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

/** Handmade music whose measures were worked out on paper. */
class PieceMeasuresTest {
    private static final double LOG2_12 = Math.log(12) / Math.log(2);

    @Test
    void densityCountsWholeStretchesFromTheFirstNoteOn() {
        // From 1 s to 6 s: stretches 1 .. 3 with three starts, 3 .. 5 with one; the last second is no stretch.
        NoteSequence piece = NoteSequence.of(note(1, 2), note(1, 4), note(2.9, 3), note(3, 5), note(5.5, 6));
        assertArrayEquals(new double[] {1.5, 0.5}, PieceMeasures.noteDensity(piece));
        assertArrayEquals(new double[0], PieceMeasures.noteDensity(NoteSequence.of(note(1, 2.9))));
    }

    @Test
    void polyphonyIsWeightedByTime() {
        // 0..1 one note, 1..2 two, 2..3 one, 3..5 none, 5..6 one.
        Distribution polyphony = new Distribution(1);
        PieceMeasures.polyphony(NoteSequence.of(note(0, 2), note(1, 3), note(5, 6)), polyphony);
        assertEquals(6, polyphony.weight(), 1e-12);
        assertEquals(5 / 6.0, polyphony.mean(), 1e-12);
        assertArrayEquals(new double[] {2 / 6.0, 3 / 6.0, 1 / 6.0}, polyphony.shares(new double[] {1, 2}), 1e-12);
    }

    @Test
    void aNoteThatIsStruckAgainAtItsEndCountsOnce() {
        Distribution polyphony = new Distribution(1);
        PieceMeasures.polyphony(NoteSequence.of(note(0, 1), note(1, 2), note(2, 2)), polyphony);
        assertEquals(1, polyphony.mean(), 1e-12);
        assertEquals(1, polyphony.quantile(0), 1e-12);
    }

    @Test
    void entropyIsThatOfFiftyNotesAtATime() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            // 50 Cs in all octaves; then 25 Es and 25 Gs; then 20 that are no stretch.
            notes.add(new Note(i, i + 1, i < 50 ? 24 + i % 5 * 12 : i % 2 == 0 ? 64 : 67, 64));
        }
        assertArrayEquals(new double[] {0, 1}, PieceMeasures.pitchClassEntropy(NoteSequence.of(notes)), 1e-12);
    }

    @Test
    void allPitchClassesNearlyAlikeComeNearTheMost() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            notes.add(new Note(i, i + 1, 40 + i % 12, 64));
        }
        // Ten pitch classes four times, two five times.
        double expected = -(10 * 0.08 * Math.log(0.08) + 2 * 0.1 * Math.log(0.1)) / Math.log(2);
        double[] entropy = PieceMeasures.pitchClassEntropy(NoteSequence.of(notes));
        assertArrayEquals(new double[] {expected}, entropy, 1e-12);
        assertEquals(LOG2_12, entropy[0], 0.01);
    }

    @Test
    void velocityAndInterOnsetAreNoteByNote() {
        NoteSequence piece = NoteSequence.of(
                new Note(0.5, 1, 60, 30), new Note(0, 1, 64, 10), new Note(0.5, 2, 67, 20), new Note(3, 4, 60, 40));
        assertArrayEquals(new double[] {10, 30, 20, 40}, PieceMeasures.velocity(piece));
        assertArrayEquals(new double[] {0.5, 0, 2.5}, PieceMeasures.interOnset(piece));
        assertArrayEquals(new double[0], PieceMeasures.interOnset(NoteSequence.of()));
    }

    @Test
    void noteLengthIsNoteByNote() {
        assertArrayEquals(new double[] {2, 0.5}, PieceMeasures.noteLength(NoteSequence.of(note(0, 2), note(1, 1.5))));
    }

    @Test
    void transitionsGoUpwardsWithinTheOctave() {
        // C4 up to E4, down to B3, up two octaves to B5.
        NoteSequence piece = NoteSequence.of(
                new Note(0, 1, 60, 64), new Note(1, 2, 64, 64), new Note(2, 3, 59, 64), new Note(3, 4, 83, 64));
        assertArrayEquals(new double[] {4, 7, 0}, PieceMeasures.pitchClassTransition(piece));
    }

    /** Figures of five notes end with each note of a run of seven from its second time on, at whatever pitch. */
    @Test
    void aFigureThatComesAgainAtAnotherPitchIsRepetition() {
        int[] run = {0, 2, 3, 7, 11, 4, 5};
        int[] other = {
            0, 1, 12, 3, 9, 2, 20, 6, 17, 8, 30, 4, 1, 13, 5, 22, 3, 16, 31, 10, 29, 2, 27, 11, 24, 0, 33, 7, 36, 9, 21,
            40, 5, 38, 12, 35
        };
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int pitch = i < 7 ? 40 + run[i] : i < 14 ? 55 + run[i - 7] : 40 + other[i - 14];
            notes.add(new Note(i, i + 1, pitch, 64));
        }
        assertArrayEquals(new double[] {3 / 50.0}, PieceMeasures.repetition(NoteSequence.of(notes)), 1e-12);
    }

    /** A figure is remembered for 250 notes, not for one more. */
    @Test
    void aFigureIsRememberedFor250Notes() {
        for (int apart : new int[] {PieceMeasures.MEMORY_NOTES, PieceMeasures.MEMORY_NOTES + 1}) {
            Note[] notes = new Note[300];
            int[] figure = {60, 61, 60, 61, 90};
            for (int i = 0; i < notes.length; i++) {
                int again = i - apart;
                int pitch = i < 5 ? figure[i] : again >= 0 && again < 5 ? figure[again] : 20 + i * i * 7 % 101;
                notes[i] = new Note(i, i + 1, pitch, 64);
            }
            int ended = apart + 4;
            double[] with = PieceMeasures.repetition(NoteSequence.of(notes));
            notes[ended] = new Note(ended, ended + 1, 91, 64);
            double[] without = PieceMeasures.repetition(NoteSequence.of(notes));
            assertEquals(
                    apart == PieceMeasures.MEMORY_NOTES ? 1 / 50.0 : 0,
                    with[ended / 50] - without[ended / 50],
                    1e-9,
                    apart + " notes apart");
        }
    }

    @Test
    void oneNoteForEverIsAllRepetition() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            notes.add(new Note(i, i + 1, 60, 64));
        }
        assertArrayEquals(new double[] {45 / 50.0, 1}, PieceMeasures.repetition(NoteSequence.of(notes)), 1e-9);
    }

    @Test
    void whatWasPlayedLongAgoIsForgotten() {
        List<Note> notes = new ArrayList<>();
        int[] figure = {60, 61, 63, 66, 70};
        for (int i = 0; i < 350; i++) {
            int pitch = i < 5 ? figure[i] : i >= 300 && i < 305 ? figure[i - 300] : 60;
            notes.add(new Note(i, i + 1, pitch, 64));
        }
        double[] shares = PieceMeasures.repetition(NoteSequence.of(notes));
        // Of notes 300 .. 349 those from 301 to 308 end figures that came 300 notes ago, or never.
        assertEquals(42 / 50.0, shares[6], 1e-9);
    }

    private static Note note(double start, double end) {
        return new Note(start, end, 60, 64);
    }
}
