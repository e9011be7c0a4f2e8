package org.amadeus.live.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** The events of strokes and releases from a moment on, where notes may begin before it or end after it. */
final class Strokes {
    /** Longer silences are said as this many seconds, as where keys are heard. */
    private static final double LONGEST_REST = 4;

    private static final double ROUNDING = 1e-9;

    private record Move(double at, boolean down, int pitch, int velocity) {}

    private final EventCodec codec;
    private final double from;
    private final EventSequence.Builder events = new EventSequence.Builder();
    private double reached;
    private int velocityEvent;

    /** @param velocityEvent the last before, or -1 */
    Strokes(EventCodec codec, double from, int velocityEvent) {
        this.codec = codec;
        this.from = from;
        this.reached = from;
        this.velocityEvent = velocityEvent;
    }

    /** What is struck before {@code until}, and released then or before; nothing from before the first moment. */
    void play(NoteSequence notes, double until) {
        for (Move move : moves(notes)) {
            if (move.down() ? move.at() >= from && move.at() < until : move.at() > from && move.at() <= until) {
                pass(move.at());
                if (move.down()) {
                    strike(move.pitch(), move.velocity());
                } else {
                    events.add(EventVocabulary.noteOff(move.pitch()));
                }
            }
        }
    }

    EventSequence restUntil(double until) {
        pass(until);
        return events();
    }

    EventSequence events() {
        return events.build();
    }

    /** In their order, releases before the strokes of the same moment. A key that is struck anew was released. */
    private List<Move> moves(NoteSequence notes) {
        List<Move> moves = new ArrayList<>();
        double[] next = new double[128];
        Arrays.fill(next, Double.POSITIVE_INFINITY);
        for (int i = notes.size() - 1; i >= 0; i--) {
            Note note = notes.get(i);
            if (note.pitch() < EventVocabulary.LOWEST_PITCH || note.pitch() > EventVocabulary.HIGHEST_PITCH) {
                continue;
            }
            moves.add(new Move(note.start(), true, note.pitch(), note.velocity()));
            double end = Math.max(note.end(), note.start() + codec.shortestNote());
            moves.add(new Move(Math.min(end, next[note.pitch()]), false, note.pitch(), 0));
            next[note.pitch()] = note.start();
        }
        moves.sort(Comparator.comparingDouble(Move::at).thenComparing(Move::down));
        return moves;
    }

    private void strike(int pitch, int velocity) {
        int loudness = codec.velocityEvent(velocity);
        if (codec.velocityBeforeEveryNote() || loudness != velocityEvent) {
            events.add(loudness);
            velocityEvent = loudness;
        }
        events.add(EventVocabulary.noteOn(pitch));
    }

    private void pass(double now) {
        double at = Math.max(reached, now - LONGEST_REST);
        for (int shift : rest(now - at)) {
            events.add(shift);
            at += EventVocabulary.seconds(shift);
        }
        reached = codec.carriesRests() ? at : now;
    }

    /** The time shifts of a rest, the longest first; what is shorter than any is left over. */
    static int[] rest(double seconds) {
        int[] shifts = new int[8];
        int count = 0;
        double left = seconds + ROUNDING;
        for (int shift = EventVocabulary.SIZE - 1; shift >= EventVocabulary.TIME_SHIFT; shift--) {
            while (EventVocabulary.seconds(shift) <= left) {
                if (count == shifts.length) {
                    shifts = Arrays.copyOf(shifts, 2 * count);
                }
                shifts[count++] = shift;
                left -= EventVocabulary.seconds(shift);
            }
        }
        return Arrays.copyOf(shifts, count);
    }
}
