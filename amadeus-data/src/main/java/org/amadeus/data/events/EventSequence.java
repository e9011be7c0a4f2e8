package org.amadeus.data.events;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;

/** Events of a performance, a byte each. Immutable. */
public final class EventSequence {
    private static final EventSequence EMPTY = new EventSequence(new byte[0]);
    /** How far {@link #transpose} goes: each key is reached once. */
    public static final int LOWEST_TRANSPOSITION = -6;

    public static final int HIGHEST_TRANSPOSITION = 5;

    private final byte[] events;

    private EventSequence(byte[] events) {
        this.events = events;
    }

    public static EventSequence empty() {
        return EMPTY;
    }

    /**
     * The sequence of these events.
     *
     * @throws IllegalArgumentException where one is not 0 .. 239
     */
    public static EventSequence of(int... events) {
        Builder builder = new Builder(events.length);
        for (int event : events) {
            builder.add(event);
        }
        return builder.build();
    }

    /**
     * The sequence of {@code count} events that are stored a byte each from {@code offset}; the bytes are copied.
     *
     * @throws IllegalArgumentException where one is not 0 .. 239
     */
    public static EventSequence ofBytes(byte[] bytes, int offset, int count) {
        byte[] copy = Arrays.copyOfRange(bytes, offset, offset + count);
        for (byte event : copy) {
            requireEvent(event & 0xFF);
        }
        return new EventSequence(copy);
    }

    public int size() {
        return events.length;
    }

    public boolean isEmpty() {
        return events.length == 0;
    }

    /** The event at that place, 0 .. 239. */
    public int get(int index) {
        return events[index] & 0xFF;
    }

    /** A copy, a byte an event. */
    public byte[] toBytes() {
        return events.clone();
    }

    /** A copy, an int an event. */
    public int[] toArray() {
        int[] array = new int[events.length];
        for (int i = 0; i < array.length; i++) {
            array[i] = get(i);
        }
        return array;
    }

    /** The events from {@code from} up to but not including {@code to}. */
    public EventSequence slice(int from, int to) {
        if (from < 0 || to < from || to > events.length) {
            throw new IndexOutOfBoundsException("slice " + from + " .. " + to + " of " + events.length + " events");
        }
        return new EventSequence(Arrays.copyOfRange(events, from, to));
    }

    /** These events, then those. */
    public EventSequence concat(EventSequence then) {
        byte[] both = Arrays.copyOf(events, events.length + then.events.length);
        System.arraycopy(then.events, 0, both, events.length, then.events.length);
        return new EventSequence(both);
    }

    /**
     * The same music in another key. A note that would leave the piano's range goes an octave the other way.
     *
     * @param semitones -6 .. 5
     */
    public EventSequence transpose(int semitones) {
        requireTransposition(semitones);
        byte[] moved = new byte[events.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (byte) transpose(get(i), semitones);
        }
        return new EventSequence(moved);
    }

    /** One event in another key, see {@link #transpose(int)}. */
    public static int transpose(int event, int semitones) {
        if (event >= EventVocabulary.VELOCITY) {
            return event;
        }
        int pitch = EventVocabulary.pitch(event) + semitones;
        if (pitch > EventVocabulary.HIGHEST_PITCH) {
            pitch -= 12;
        } else if (pitch < EventVocabulary.LOWEST_PITCH) {
            pitch += 12;
        }
        return EventVocabulary.isNoteOn(event) ? EventVocabulary.noteOn(pitch) : EventVocabulary.noteOff(pitch);
    }

    /** Checks that music can be transposed by so many semitones. */
    public static void requireTransposition(int semitones) {
        if (semitones < LOWEST_TRANSPOSITION || semitones > HIGHEST_TRANSPOSITION) {
            throw new IllegalArgumentException("transposition is " + semitones + " semitones, expected -6 .. 5");
        }
    }

    /** How long the music lasts: the sum of its time shifts, seconds. */
    public double seconds() {
        double seconds = 0;
        for (byte event : events) {
            if (EventVocabulary.isTimeShift(event & 0xFF)) {
                seconds += EventVocabulary.seconds(event & 0xFF);
            }
        }
        return seconds;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventSequence sequence && Arrays.equals(events, sequence.events);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(events);
    }

    /** The events as numbers: {@code [192, 39, 231]}. */
    @Override
    public String toString() {
        return Arrays.toString(toArray());
    }

    private static void requireEvent(int event) {
        if (event < 0 || event >= EventVocabulary.SIZE) {
            throw new IllegalArgumentException("event is " + event + ", expected 0 .. " + (EventVocabulary.SIZE - 1));
        }
    }

    /** Grows a sequence event by event. */
    public static final class Builder {
        private byte[] events;
        private int size;

        public Builder() {
            this(256);
        }

        public Builder(int capacity) {
            events = new byte[Math.max(16, capacity)];
        }

        /** @throws IllegalArgumentException where it is not 0 .. 239 */
        public Builder add(int event) {
            requireEvent(event);
            if (size == events.length) {
                events = Arrays.copyOf(events, size + (size >> 1));
            }
            events[size++] = (byte) event;
            return this;
        }

        public int size() {
            return size;
        }

        public EventSequence build() {
            return size == 0 ? EMPTY : new EventSequence(Arrays.copyOf(events, size));
        }
    }
}
