package org.amadeus.ui.studio.band;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.ui.studio.message.Request;
import org.junit.jupiter.api.Test;

class PromptTest {
    private final EventCodec codec = EventCodec.of(CodecProfile.EXPRESSIVE);

    @Test
    void endsWithTheRestBeforeTheAnswer() {
        Prompt prompt = prompt(1, 2, Optional.empty());
        assertEquals(2, prompt.events().seconds(), 1.0 / 65);
        assertEquals(1 + 1.0, prompt(1, 60, Optional.empty()).events().seconds(), 1.0 / 65, "a long rest is cut");
        assertEquals(0, prompt(0, 60, Optional.empty()).size(), "no music, no rest");
    }

    @Test
    void forgetsOldMusicABlockAtATime() {
        int earlier = 0;
        int starts = 0;
        for (int notes = 300; notes < 500; notes++) {
            Prompt prompt = prompt(notes, notes, Optional.empty());
            assertTrue(prompt.size() <= 1024 + 40 && prompt.size() > 1024 - 256, "size " + prompt.size());
            starts += prompt.size() < earlier ? 1 : 0;
            earlier = prompt.size();
        }
        assertTrue(starts >= 1 && starts <= 5, "the past was cut " + starts + " times");
    }

    @Test
    void continuesOnlyWhatItBeginsWith() {
        Prompt two = prompt(2, 2, Optional.empty());
        Prompt three = prompt(3, 3, Optional.empty());
        assertTrue(three.continues(two, two.size()));
        assertTrue(three.continues(three, 4));
        assertFalse(three.continues(two, 0), "nothing heard is nothing to go on from");
        assertFalse(two.continues(three, three.size()), "more was heard");
        Prompt rested = prompt(3, 3.2, Optional.empty());
        assertFalse(prompt(3, 3.5, Optional.empty()).continues(rested, rested.size()), "another rest");
        Prompt guided = prompt(3, 3, Optional.of(Control.parse(";3")));
        assertFalse(guided.continues(two, two.size()), "another control");
    }

    /** A note a second, each a second long. */
    private Prompt prompt(int count, double until, Optional<Control> control) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note(i, i + 1, 40 + i % 30, 1 + 40 * i % 127));
        }
        return Prompt.of(new Request.Heard(NoteSequence.of(notes), until, control), codec);
    }
}
