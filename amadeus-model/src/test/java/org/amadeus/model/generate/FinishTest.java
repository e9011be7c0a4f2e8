package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;

/** How a piece ends. */
class FinishTest {
    private static final int LONGEST_SHIFT = EventVocabulary.TIME_SHIFT + EventVocabulary.TIME_SHIFT_BINS - 1;

    @Test
    void theLastKeysStruckRingForAMoment() {
        EventSequence piece = piece(Guards.DEFAULT, EventVocabulary.noteOn(60), EventVocabulary.noteOn(64));
        assertEquals(5, piece.size());
        int ring = piece.get(2);
        assertTrue(EventVocabulary.isTimeShift(ring), "event " + ring);
        double seconds = EventVocabulary.seconds(ring);
        assertTrue(seconds > 0.8 && seconds <= 1, "rings for " + seconds + " s");
        assertEquals(EventVocabulary.noteOff(60), piece.get(3));
        assertEquals(EventVocabulary.noteOff(64), piece.get(4));
    }

    @Test
    void aNoteThatMaySoundNoLongerIsLetGoFirst() {
        Guards guards = new Guards(true, EventVocabulary.seconds(LONGEST_SHIFT) + 0.5, 4);
        EventSequence piece = piece(guards, EventVocabulary.noteOn(60), LONGEST_SHIFT, EventVocabulary.noteOn(64));
        assertEquals(EventVocabulary.noteOff(60), piece.get(3));
        assertTrue(EventVocabulary.isTimeShift(piece.get(4)));
        assertEquals(EventVocabulary.noteOff(64), piece.get(5));
        assertEquals(6, piece.size());
    }

    @Test
    void silenceAddsNothing() {
        int[] over = {EventVocabulary.noteOn(60), LONGEST_SHIFT, EventVocabulary.noteOff(60)};
        assertEquals(EventSequence.of(over), piece(Guards.DEFAULT, over));
    }

    @Test
    void withoutGuardsThePieceIsWhatTheModelSaid() {
        int[] open = {EventVocabulary.noteOn(60)};
        assertEquals(EventSequence.of(open), piece(Guards.OFF, open));
    }

    private static EventSequence piece(Guards guards, int... events) {
        GenerationOptions options = new GenerationOptions(
                Length.events(events.length), Sampling.DEFAULT, guards, Controls.NONE, Primer.NONE, true, 1);
        return Pieces.whole(options, events);
    }
}
