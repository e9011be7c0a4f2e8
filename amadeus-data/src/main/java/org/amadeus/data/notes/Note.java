package org.amadeus.data.notes;

/**
 * A note that sounds.
 *
 * @param start    when the key goes down, seconds
 * @param end      when the sound ends, seconds, {@code start} or later
 * @param pitch    MIDI note number, 0 .. 127 (60 is middle C)
 * @param velocity loudness, 0 .. 127
 */
public record Note(double start, double end, int pitch, int velocity) {
    public Note {
        if (!(Double.isFinite(start) && Double.isFinite(end) && start <= end)) {
            throw new IllegalArgumentException("a note from " + start + " s to " + end + " s, expected start <= end");
        }
        requireSevenBits("pitch", pitch);
        requireSevenBits("velocity", velocity);
    }

    /** How long it sounds, seconds, 0 or more. */
    public double duration() {
        return end - start;
    }

    /** The same note, ending at another time. */
    public Note endingAt(double newEnd) {
        return new Note(start, newEnd, pitch, velocity);
    }

    private static void requireSevenBits(String name, int value) {
        if (value < 0 || value > 127) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 0 .. 127");
        }
    }
}
