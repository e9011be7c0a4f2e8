package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.TrackBuilder;
import org.amadeus.data.notes.Note;

/**
 * Both sides of a duet as they were played, pedals too, for a MIDI file of two tracks. Its time begins with the
 * first note or controller. Holds a day of music at most, or a million notes and controllers. Thread-safe.
 */
public final class Recording {
    static final int YOU = 0;
    static final int AMADEUS = 1;

    private static final String[] NAMES = {"You", "Amadeus"};
    private static final int MOST_ENTRIES = 1_000_000;
    /** Music of over 24 hours can't be read again. */
    private static final double LONGEST = 23.9 * 3600;
    /** Two strikes of a pitch within this many seconds are one: a file's ticks would not keep them apart. */
    private static final double BOUNCE = 0.001;

    private final List<List<Note>> notes = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Control> controls = new ArrayList<>();
    private final double[][] since = new double[2][128];
    private final int[][] velocities = new int[2][128];
    private final int[] pedals = new int[2];
    private double origin = Double.NaN;
    private double latest;
    private int entries;
    private boolean full;

    public Recording() {
        Arrays.fill(since[YOU], Double.NaN);
        Arrays.fill(since[AMADEUS], Double.NaN);
    }

    synchronized void strike(int side, double now, int pitch, int velocity) {
        release(side, now, pitch);
        if (admits(now)) {
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

    /** Keys and pedal of a side go up. */
    synchronized void releaseAll(int side, double now) {
        for (int pitch = 0; pitch < since[side].length; pitch++) {
            release(side, now, pitch);
        }
        if (pedals[side] > 0) {
            control(side, now, ChannelMessage.SUSTAIN_PEDAL, 0);
        }
    }

    synchronized void control(int side, double now, int controller, int value) {
        if (controller == ChannelMessage.SUSTAIN_PEDAL) {
            pedals[side] = value;
        }
        if (admits(now)) {
            controls.add(new Control(side, time(now), controller, value));
        }
    }

    private boolean admits(double now) {
        full |= entries == MOST_ENTRIES || now - origin > LONGEST;
        entries += full ? 0 : 1;
        return !full;
    }

    private double time(double now) {
        if (Double.isNaN(origin)) {
            origin = now;
        }
        latest = Math.max(latest, Math.min(now - origin, LONGEST + 1));
        return latest;
    }

    /** How many notes were struck, of both sides. */
    public synchronized int size() {
        return notes.get(YOU).size() + notes.get(AMADEUS).size() + sounding();
    }

    private int sounding() {
        int sounding = 0;
        for (double[] side : since) {
            sounding += (int)
                    Arrays.stream(side).filter(start -> !Double.isNaN(start)).count();
        }
        return sounding;
    }

    /** How many notes and controllers were kept: whether there is news since the last time. */
    public synchronized int entries() {
        return entries;
    }

    /** Whether it holds as much as it can, and no longer keeps what is played. */
    public synchronized boolean isFull() {
        return full;
    }

    /**
     * The recording so far, as a file: track 1 the user, track 2 the answers. What sounds ends with it, and the pedal is
     * up at its end.
     */
    public MidiFile toMidi() {
        return copy().build();
    }

    /** The more was played, the longer it takes to become a file; who plays meanwhile does not wait for it. */
    private synchronized Recording copy() {
        Recording copy = new Recording();
        for (int side = YOU; side <= AMADEUS; side++) {
            copy.notes.get(side).addAll(notes.get(side));
            copy.since[side] = since[side].clone();
            copy.velocities[side] = velocities[side].clone();
        }
        copy.controls.addAll(controls);
        copy.latest = latest;
        return copy;
    }

    private MidiFile build() {
        MidiFileBuilder file = new MidiFileBuilder(960, 120);
        for (int side = YOU; side <= AMADEUS; side++) {
            TrackBuilder track = file.track(NAMES[side]).program(side, 0);
            addNotes(track, side);
            addControls(track, side);
        }
        return file.build();
    }

    /** Adds each note once it is known that no strike of the same instant follows. */
    private void addNotes(TrackBuilder track, int side) {
        Note[] last = new Note[128];
        for (Note note : notes.get(side)) {
            addAfter(last, note, track, side);
        }
        for (int pitch = 0; pitch < last.length; pitch++) {
            if (!Double.isNaN(since[side][pitch])) {
                addAfter(
                        last,
                        new Note(
                                since[side][pitch],
                                Math.max(since[side][pitch], latest),
                                pitch,
                                velocities[side][pitch]),
                        track,
                        side);
            }
            if (last[pitch] != null) {
                track.note(side, last[pitch]);
            }
        }
    }

    private static void addAfter(Note[] last, Note note, TrackBuilder track, int side) {
        Note before = last[note.pitch()];
        if (before != null && note.start() - before.start() < BOUNCE) {
            last[note.pitch()] =
                    new Note(before.start(), note.end(), note.pitch(), Math.max(before.velocity(), note.velocity()));
        } else {
            if (before != null) {
                track.note(side, before);
            }
            last[note.pitch()] = note;
        }
    }

    private void addControls(TrackBuilder track, int side) {
        int pedal = 0;
        for (Control control : controls) {
            if (control.side == side) {
                track.control(side, control.seconds, control.number, control.value);
                pedal = control.number == ChannelMessage.SUSTAIN_PEDAL ? control.value : pedal;
            }
        }
        if (pedal > 0) {
            track.pedal(side, latest, false);
        }
    }

    private record Control(int side, double seconds, int number, int value) {}
}
