package org.amadeus.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.OnsetGrid;

/**
 * Draws the onsets of an answer to a grid. It is told of strokes {@link OnsetGrid#reach} before their time, and passes them on
 * when they are due, in the order of their new times; each note keeps its length where the next of its pitch lets it.
 */
final class DrawnOnsets implements Conductor.Listener {
    /** Two strokes of a pitch that are drawn to the same place are one. */
    private static final double SAME = 1e-6;

    private static final double SHORTEST = 0.02;
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** A note: its times as they were, and as they are drawn; {@code end} is infinite while it is not known. */
    private static final class Drawn {
        final double was;
        final double start;
        final int pitch;
        final int velocity;
        double end = NEVER;
        boolean struck;

        Drawn(double was, double start, int pitch, int velocity) {
            this.was = was;
            this.start = start;
            this.pitch = pitch;
            this.velocity = velocity;
        }

        double next() {
            return struck ? end : start;
        }
    }

    /** Where there are two of a time, what ends comes first. */
    private static final Comparator<Drawn> ORDER =
            Comparator.comparingDouble(Drawn::next).thenComparing(note -> !note.struck);

    private final Conductor.Listener listener;
    private final OnsetGrid grid;
    private final BeatGrid beats;
    private final double until;
    private final List<Drawn> notes = new ArrayList<>();

    /** @param until when every note ends at the latest; infinity for none */
    DrawnOnsets(Conductor.Listener listener, OnsetGrid grid, BeatGrid beats, double until) {
        this.listener = listener;
        this.grid = grid;
        this.beats = beats;
        this.until = until;
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        double start = grid.draw(at, beats);
        Drawn before = last(pitch);
        if (before != null) {
            if (start - before.start < SAME) {
                before.end = NEVER;
                return;
            }
            before.end = Math.min(before.end, start);
        }
        notes.add(new Drawn(at, start, pitch, velocity));
    }

    @Override
    public void release(double at, int pitch) {
        Drawn note = last(pitch);
        if (note != null && note.end == NEVER) {
            note.end = Math.max(note.start + SHORTEST, Math.min(until, at + note.start - note.was));
        }
    }

    /** The last note of that pitch which has not ended, or null. */
    private Drawn last(int pitch) {
        for (int i = notes.size() - 1; i >= 0; i--) {
            if (notes.get(i).pitch == pitch) {
                return notes.get(i);
            }
        }
        return null;
    }

    /** Passes on what is due; returns when there is more. */
    double advance(double time) {
        while (true) {
            Drawn next = first();
            if (next == null || next.next() > time) {
                return next == null ? NEVER : next.next();
            }
            if (next.struck) {
                notes.remove(next);
                listener.release(next.end, next.pitch);
            } else {
                next.struck = true;
                listener.strike(next.start, next.pitch, next.velocity);
            }
        }
    }

    /** The note that has something due first, or null. */
    private Drawn first() {
        Drawn first = null;
        for (Drawn note : notes) {
            if (first == null || ORDER.compare(note, first) < 0) {
                first = note;
            }
        }
        return first;
    }

    /** What was passed on ends now, or where it would have begun; the rest never happens. */
    void releaseAll(double now) {
        for (Drawn note : notes) {
            if (note.struck) {
                listener.release(Math.max(now, note.start), note.pitch);
            }
        }
        notes.clear();
    }

    /** Whether everything was passed on. */
    boolean isEmpty() {
        return notes.isEmpty();
    }
}
