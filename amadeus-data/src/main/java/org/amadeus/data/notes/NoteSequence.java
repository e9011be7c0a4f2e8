package org.amadeus.data.notes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Notes in the order of their starts; those that start together keep the order they were given in. Immutable. */
public final class NoteSequence implements Iterable<Note> {
    private static final NoteSequence EMPTY = new NoteSequence(List.of());

    private final List<Note> notes;

    private NoteSequence(List<Note> sorted) {
        this.notes = sorted;
    }

    /** The sequence of these notes, in any order. */
    public static NoteSequence of(Collection<Note> notes) {
        if (notes.isEmpty()) {
            return EMPTY;
        }
        List<Note> sorted = new ArrayList<>(notes);
        sorted.sort(Comparator.comparingDouble(Note::start));
        return new NoteSequence(List.copyOf(sorted));
    }

    public static NoteSequence of(Note... notes) {
        return of(List.of(notes));
    }

    public int size() {
        return notes.size();
    }

    public boolean isEmpty() {
        return notes.isEmpty();
    }

    public Note get(int index) {
        return notes.get(index);
    }

    /** The notes, unmodifiable. */
    public List<Note> asList() {
        return notes;
    }

    /** When the first note starts, seconds; 0 where there is none. */
    public double start() {
        return notes.isEmpty() ? 0 : notes.get(0).start();
    }

    /** When the last sound ends, seconds; 0 where there is no note. */
    public double end() {
        double end = notes.isEmpty() ? 0 : notes.get(0).end();
        for (Note note : notes) {
            end = Math.max(end, note.end());
        }
        return end;
    }

    /** The same notes moved so that the first starts at 0. */
    public NoteSequence fromZero() {
        return notes.isEmpty() || start() == 0 ? this : moved(-start(), 1);
    }

    /**
     * The same notes played slower or faster.
     *
     * @param factor how many times as long everything takes, more than 0 (2 is half the speed)
     */
    public NoteSequence stretched(double factor) {
        if (!(factor > 0 && Double.isFinite(factor))) {
            throw new IllegalArgumentException("stretch factor is " + factor + ", expected a number above 0");
        }
        return moved(0, factor);
    }

    private NoteSequence moved(double offset, double factor) {
        List<Note> moved = new ArrayList<>(notes.size());
        for (Note note : notes) {
            moved.add(new Note(
                    (note.start() + offset) * factor, (note.end() + offset) * factor, note.pitch(), note.velocity()));
        }
        return new NoteSequence(List.copyOf(moved));
    }

    @Override
    public Iterator<Note> iterator() {
        return notes.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSequence sequence && notes.equals(sequence.notes);
    }

    @Override
    public int hashCode() {
        return notes.hashCode();
    }

    @Override
    public String toString() {
        return notes.size() + " notes, " + start() + " s to " + end() + " s";
    }
}
