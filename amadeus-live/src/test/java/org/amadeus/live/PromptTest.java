package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;

class PromptTest {
    private final EventCodec codec = EventCodec.of(CodecProfile.EXPRESSIVE);

    @Test
    void endsWithTheRestBeforeTheAnswer() {
        assertEquals(2, prompt(1, 2).seconds(), 1.0 / 65);
        assertEquals(1 + 1.0, prompt(1, 60).seconds(), 1.0 / 65, "a long rest is cut");
        assertEquals(0, prompt(0, 60).size(), "no music, no rest");
    }

    @Test
    void oldMusicIsForgotten() {
        EventSequence all = prompt(2000, 2000);
        assertEquals(1024, all.size());
        EventSequence music = codec.encode(notes(2000));
        assertEquals(music.slice(music.size() - 1024, music.size()), all);
    }

    /** A note a second, each a second long. */
    private static NoteSequence notes(int count) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            notes.add(new Note(i, i + 1, 40 + i % 30, 1 + 40 * i % 127));
        }
        return NoteSequence.of(notes);
    }

    private EventSequence prompt(int count, double until) {
        return Prompt.of(notes(count), until, codec);
    }
}
