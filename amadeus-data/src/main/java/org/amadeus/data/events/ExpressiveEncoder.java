package org.amadeus.data.events;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * Encodes one performance in the expressive way. What falls on one quantised instant is put in one order: keys that go
 * up, keys that go down, keys that went down at this very instant and go up again; each by pitch. A pitch goes down at
 * most once an instant.
 */
final class ExpressiveEncoder {
    /** Takes up the rounding of sums, so that a decoded sequence encodes to itself. */
    private static final double ROUNDING = 1e-9;

    private final EventCodec codec;
    private final EventSequence.Builder events = new EventSequence.Builder();
    private final Instant instant = new Instant();
    private int velocityEvent = -1;

    ExpressiveEncoder(EventCodec codec) {
        this.codec = codec;
    }

    EventSequence encode(NoteSequence sequence) {
        List<Note> notes = untangle(sequence);
        List<KeyMove> moves = new ArrayList<>(2 * notes.size());
        for (Note note : notes) {
            moves.add(new KeyMove(note.start(), true, note.pitch(), codec.velocityEvent(note.velocity())));
            moves.add(new KeyMove(note.end(), false, note.pitch(), KeyMove.UNKNOWN));
        }
        return encode(moves, notes.isEmpty() ? 0 : notes.get(0).start());
    }

    /**
     * @param moves  in any order; sorted here
     * @param origin when time starts, seconds
     */
    EventSequence encode(List<KeyMove> moves, double origin) {
        // A key goes up before it is struck again at the same time.
        moves.sort(Comparator.comparingDouble(KeyMove::time).thenComparing(KeyMove::down));

        double quantised = 0;
        for (KeyMove move : moves) {
            double time = move.time() - origin;
            if (time - quantised + ROUNDING >= TimeShifts.SHORTEST) {
                emitInstant();
                while (time - quantised + ROUNDING >= TimeShifts.SHORTEST) {
                    int shift = TimeShifts.longestWithin(time - quantised + ROUNDING);
                    events.add(shift);
                    quantised += EventVocabulary.seconds(shift);
                }
            }
            instant.add(move);
        }
        emitInstant();
        return events.build();
    }

    /** The notes on the piano, none without length, each ended where its pitch is struck again. */
    private static List<Note> untangle(NoteSequence sequence) {
        List<Note> notes = new ArrayList<>(sequence.size());
        int[] latest = new int[128];
        for (Note note : sequence) {
            int pitch = note.pitch();
            if (pitch < EventVocabulary.LOWEST_PITCH || pitch > EventVocabulary.HIGHEST_PITCH) {
                continue;
            }
            int before = latest[pitch] - 1;
            if (before >= 0 && notes.get(before).start() == note.start()) {
                notes.set(before, merge(notes.get(before), note));
                continue;
            }
            if (before >= 0 && notes.get(before).end() > note.start()) {
                notes.set(before, notes.get(before).endingAt(note.start()));
            }
            notes.add(note.endingAt(Math.max(note.end(), note.start() + ExpressiveCodec.SHORTEST_NOTE)));
            latest[pitch] = notes.size();
        }
        return notes;
    }

    private static Note merge(Note first, Note second) {
        return new Note(
                first.start(),
                Math.max(first.end(), second.end()),
                first.pitch(),
                Math.max(first.velocity(), second.velocity()));
    }

    private void emitInstant() {
        for (int pitch = instant.upFirst.nextSetBit(0); pitch >= 0; pitch = instant.upFirst.nextSetBit(pitch + 1)) {
            events.add(EventVocabulary.noteOff(pitch));
        }
        for (int pitch = instant.down.nextSetBit(0); pitch >= 0; pitch = instant.down.nextSetBit(pitch + 1)) {
            int loudness = instant.loudness[pitch];
            if (loudness != velocityEvent && loudness != KeyMove.UNKNOWN) {
                events.add(loudness);
                velocityEvent = loudness;
            }
            events.add(EventVocabulary.noteOn(pitch));
        }
        for (int pitch = instant.upLast.nextSetBit(0); pitch >= 0; pitch = instant.upLast.nextSetBit(pitch + 1)) {
            events.add(EventVocabulary.noteOff(pitch));
        }
        instant.clear();
    }

    /** What the keys do at one quantised time; sets of pitches in rising order. */
    private static final class Instant {
        private final BitSet upFirst = new BitSet(128);
        private final BitSet down = new BitSet(128);
        private final BitSet upLast = new BitSet(128);
        private final int[] loudness = new int[128];

        void add(KeyMove move) {
            int pitch = move.pitch();
            if (move.down()) {
                int before = down.get(pitch) ? loudness[pitch] : KeyMove.UNKNOWN;
                loudness[pitch] = Math.max(before, move.loudness());
                down.set(pitch);
                upLast.clear(pitch);
            } else if (down.get(pitch)) {
                upLast.set(pitch);
            } else {
                upFirst.set(pitch);
            }
        }

        void clear() {
            upFirst.clear();
            down.clear();
            upLast.clear();
        }
    }
}
