package org.amadeus.data.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventPlayerTest {
    /** Keys that keep the notes, and see that none is struck twice or released unstruck. */
    private static final class Recorded implements EventPlayer.Keys {
        private final List<Note> notes = new ArrayList<>();
        private final Note[] sounding = new Note[128];

        @Override
        public void strike(double at, int pitch, int velocity) {
            assertEquals(null, sounding[pitch], "struck while it sounds");
            sounding[pitch] = new Note(at, at, pitch, velocity);
        }

        @Override
        public void release(double at, int pitch) {
            notes.add(sounding[pitch].endingAt(at));
            sounding[pitch] = null;
        }
    }

    @ParameterizedTest
    @EnumSource(CodecProfile.class)
    void givesTheNotesThatTheCodecDecodes(CodecProfile profile) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        EventCodec codec = EventCodec.of(profile);
        List<Note> played = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            // Each pitch rests before it is struck again: where it does not, the profiles' rules differ from a
            // keyboard's.
            double start = i * 0.07;
            played.add(new Note(start, start + 0.02 + random.nextDouble() * 3, 21 + i % 88, 1 + random.nextInt(127)));
        }
        EventSequence events = codec.encode(NoteSequence.of(played));
        Recorded keys = new Recorded();
        EventPlayer player = codec.player(keys);
        for (int i = 0; i < events.size(); i++) {
            player.accept(events.get(i));
        }
        player.close();
        player.release(Double.POSITIVE_INFINITY);
        List<Note> decoded = codec.decode(events).asList();
        List<Note> streamed = NoteSequence.of(keys.notes).asList();
        assertEquals(decoded.size(), streamed.size());
        for (Note note : decoded) {
            assertTrue(streamed.stream().anyMatch(other -> near(note, other)), () -> note + " is missing");
        }
        assertEquals(0, player.sounding());
    }

    private static boolean near(Note a, Note b) {
        return a.pitch() == b.pitch()
                && a.velocity() == b.velocity()
                && Math.abs(a.start() - b.start()) < 1e-9
                && Math.abs(a.end() - b.end()) < 1e-9;
    }

    @ParameterizedTest
    @EnumSource(CodecProfile.class)
    void leavesNothingSoundingWhateverTheModelSays(CodecProfile profile) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Recorded keys = new Recorded();
        EventPlayer player = EventCodec.of(profile).player(keys);
        for (int i = 0; i < 20_000; i++) {
            player.accept(random.nextInt(EventVocabulary.SIZE));
            player.release(player.time());
        }
        player.close();
        player.release(Double.POSITIVE_INFINITY);
        assertEquals(player.notes(), keys.notes.size());
        keys.notes.forEach(note -> assertTrue(note.end() > note.start(), note::toString));
    }

    @Test
    void timeBeginsAtTheFirstNote() {
        Recorded keys = new Recorded();
        EventPlayer player = EventCodec.of(CodecProfile.EXPRESSIVE).player(keys);
        player.accept(EventVocabulary.PRIMARY);
        player.accept(EventVocabulary.noteOn(60));
        player.accept(EventVocabulary.PRIMARY);
        player.close();
        player.release(Double.POSITIVE_INFINITY);
        assertEquals(0, keys.notes.get(0).start());
        assertEquals(
                EventVocabulary.seconds(EventVocabulary.PRIMARY),
                keys.notes.get(0).end());
    }
}
