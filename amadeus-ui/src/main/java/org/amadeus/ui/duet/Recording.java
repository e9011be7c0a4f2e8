package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.midi.TrackBuilder;
import org.amadeus.data.notes.Note;

/**
 * Both sides of a duet as they were played, the user's pedal too, for a MIDI file of two tracks. Its time begins with the
 * first note or pedal. Thread-safe.
 */
public final class Recording {
    static final int YOU = 0;
    static final int AMADEUS = 1;

    private static final String[] NAMES = {"You", "Amadeus"};
    /** Some days of playing. */
    private static final int MOST_ENTRIES = 2_000_000;

    private final List<List<Note>> notes = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Control> controls = new ArrayList<>();
    private final double[][] since = new double[2][128];
    private final int[][] velocities = new int[2][128];
    private double origin = Double.NaN;
    private int entries;

    public Recording() {
        Arrays.fill(since[YOU], Double.NaN);
        Arrays.fill(since[AMADEUS], Double.NaN);
    }

    synchronized void strike(int side, double now, int pitch, int velocity) {
        release(side, now, pitch);
        if (entries++ < MOST_ENTRIES) {
            since[side][pitch] = time(now);
            velocities[side][pitch] = velocity;
        }
    }

    synchronized void release(int side, double now, int pitch) {
        double start = since[side][pitch];
        if (!Double.isNaN(start)) {
            notes.get(side).add(new Note(start, Math.max(start, time(now)), pitch, velocities[side][pitch]));
            since[side][pitch] = Double.NaN;
        }
    }

    synchronized void releaseAll(int side, double now) {
        for (int pitch = 0; pitch < since[side].length; pitch++) {
            release(side, now, pitch);
        }
    }

    synchronized void control(int side, double now, int controller, int value) {
        if (entries++ < MOST_ENTRIES) {
            controls.add(new Control(side, time(now), controller, value));
        }
    }

    private double time(double now) {
        if (Double.isNaN(origin)) {
            origin = now;
        }
        return Math.max(0, now - origin);
    }

    /** How many notes have ended, of both sides. */
    public synchronized int size() {
        return notes.get(YOU).size() + notes.get(AMADEUS).size();
    }

    /** The notes that have ended and the controllers, as a file: track 1 the user, track 2 the answers. */
    public synchronized MidiFile toMidi() {
        MidiFileBuilder file = new MidiFileBuilder(960, 120);
        for (int side = YOU; side <= AMADEUS; side++) {
            TrackBuilder track = file.track(NAMES[side]).program(side, 0);
            for (Note note : notes.get(side)) {
                track.note(side, note);
            }
            for (Control control : controls) {
                if (control.side == side) {
                    track.control(side, control.seconds, control.number, control.value);
                }
            }
        }
        return file.build();
    }

    private record Control(int side, double seconds, int number, int value) {}
}
