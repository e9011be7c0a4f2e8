package org.amadeus.data.controls;

import java.util.Arrays;
import org.amadeus.data.events.EventSequence;

/**
 * The control in force at each event of a sequence, 13 bytes each: the density, then the share of each pitch class from
 * C in 255ths, rounded down. Immutable.
 */
public final class ControlSequence {
    /** Bytes of a control. */
    public static final int BYTES = 1 + Control.PITCH_CLASSES;

    private final byte[] bytes;

    ControlSequence(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The controls that describe these events: at each, the music of the two seconds from it on. */
    public static ControlSequence of(EventSequence events) {
        return of(events, events.size());
    }

    /** As {@link #of(EventSequence)}, of the first {@code count} events only; the rest is looked ahead into. */
    public static ControlSequence of(EventSequence events, int count) {
        if (count < 0 || count > events.size()) {
            throw new IndexOutOfBoundsException(count + " controls of " + events.size() + " events");
        }
        return new ControlSequence(new ControlWindow(events).controls(count));
    }

    /**
     * The sequence that is stored in these bytes, 13 a control; they are copied.
     *
     * @throws IllegalArgumentException where a density is above 11 or the bytes are not whole controls
     */
    public static ControlSequence ofBytes(byte[] bytes) {
        if (bytes.length % BYTES != 0) {
            throw new IllegalArgumentException(bytes.length + " bytes of controls, expected a multiple of " + BYTES);
        }
        for (int i = 0; i < bytes.length; i += BYTES) {
            if ((bytes[i] & 0xFF) >= Control.DENSITIES) {
                throw new IllegalArgumentException("note density is " + (bytes[i] & 0xFF) + ", expected 0 .. 11");
            }
        }
        return new ControlSequence(bytes.clone());
    }

    /** How many controls there are. */
    public int size() {
        return bytes.length / BYTES;
    }

    public Control get(int index) {
        float[] shares = new float[Control.PITCH_CLASSES];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = share(index, i);
        }
        return Control.ofShares(density(index), shares);
    }

    /** The density at that place, 0 .. 11. */
    public int density(int index) {
        return bytes[index * BYTES];
    }

    /** The share of a pitch class at that place, 0 .. 1. */
    public float share(int index, int pitchClass) {
        return (bytes[index * BYTES + 1 + pitchClass] & 0xFF) / 255f;
    }

    /** Writes the 24 floats of the control at that place to {@code destination} from {@code offset} on. */
    public void fill(int index, float[] destination, int offset) {
        Arrays.fill(destination, offset, offset + Control.DENSITIES, 0);
        destination[offset + density(index)] = 1;
        for (int i = 0; i < Control.PITCH_CLASSES; i++) {
            destination[offset + Control.DENSITIES + i] = share(index, i);
        }
    }

    /**
     * The controls of the same music in another key: the pitch classes move, the densities stay.
     *
     * @param semitones -6 .. 5
     */
    public ControlSequence transpose(int semitones) {
        EventSequence.requireTransposition(semitones);
        byte[] moved = bytes.clone();
        for (int at = 0; at < bytes.length; at += BYTES) {
            for (int i = 0; i < Control.PITCH_CLASSES; i++) {
                int from = Math.floorMod(i - semitones, Control.PITCH_CLASSES);
                moved[at + 1 + i] = bytes[at + 1 + from];
            }
        }
        return new ControlSequence(moved);
    }

    /** The controls from {@code from} up to but not including {@code to}. */
    public ControlSequence slice(int from, int to) {
        if (from < 0 || to < from || to > size()) {
            throw new IndexOutOfBoundsException("slice " + from + " .. " + to + " of " + size() + " controls");
        }
        return new ControlSequence(Arrays.copyOfRange(bytes, from * BYTES, to * BYTES));
    }

    /** A copy, 13 bytes a control. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ControlSequence sequence && Arrays.equals(bytes, sequence.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return size() + " controls";
    }
}
