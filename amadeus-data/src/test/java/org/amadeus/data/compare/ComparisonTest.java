package org.amadeus.data.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    /** p = (1/2, 1/2, 0), q = (1/2, 0, 1/2): half in common; m = (1/2, 1/4, 1/4), each KL = 1/2 log2 2 = 1/2 bit. */
    @Test
    void overlapAndDivergenceAreWhatPaperSays() {
        double[] p = {0.5, 0.5, 0};
        double[] q = {0.5, 0, 0.5};
        assertEquals(0.5, Comparison.overlap(p, q), 1e-12);
        assertEquals(0.5, Comparison.jensenShannon(p, q), 1e-12);
    }

    @Test
    void softAndLoudHaveNothingInCommonButTheirRhythm() {
        Comparison comparison = new Comparison("soft", music(20), "loud", music(100));
        assertEquals(0, comparison.overlap(Measure.VELOCITY), 1e-12);
        assertEquals(1, comparison.divergence(Measure.VELOCITY), 1e-12);
        assertEquals(1, comparison.overlap(Measure.INTER_ONSET), 1e-12);
        assertEquals(20, comparison.generated().of(Measure.VELOCITY).mean(), 1e-12);
        assertEquals(1, comparison.dataset().pieces());
        assertEquals(4.5, comparison.dataset().seconds(), 1e-12);
    }

    @Test
    void jsonLeavesOutWhatWasNotMeasured() {
        Map<String, Object> json = new Comparison("one", music(20), "other", music(20)).toJson();
        Map<?, ?> measures = (Map<?, ?>) json.get("measures");
        assertEquals(Measure.values().length, measures.size());
        Map<?, ?> entropy = (Map<?, ?>) measures.get("pitch_class_entropy");
        assertFalse(entropy.containsKey("overlap"), "nine notes have no stretch of fifty");
        assertTrue(((Map<?, ?>) measures.get("velocity")).containsKey("overlap"));
        assertEquals("{pieces=1, notes=9, seconds=4.5}", json.get("generated").toString());
    }

    @Test
    void whereOneSideHasNothingThereIsNothingToCompare() {
        for (Comparison comparison : new Comparison[] {
            new Comparison("none", new MusicStatistics(), "some", music(20)),
            new Comparison("some", music(20), "none", new MusicStatistics())
        }) {
            assertEquals(Double.NaN, comparison.overlap(Measure.VELOCITY));
            assertEquals(Double.NaN, comparison.divergence(Measure.VELOCITY));
        }
    }

    /** Nine notes, half a second each, one after the other. */
    private static MusicStatistics music(int velocity) {
        Note[] notes = new Note[9];
        for (int i = 0; i < notes.length; i++) {
            notes[i] = new Note(i / 2.0, i / 2.0 + 0.5, 60 + i, velocity);
        }
        MusicStatistics statistics = new MusicStatistics();
        statistics.add(NoteSequence.of(notes));
        return statistics;
    }
}
