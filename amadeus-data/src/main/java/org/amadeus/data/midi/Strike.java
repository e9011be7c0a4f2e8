package org.amadeus.data.midi;

/**
 * A key that went down and whose note has not ended.
 *
 * @param tick         when it went down
 * @param cutOneBefore whether it went down while it was down already, and so ended a note whose note off is to come
 */
record Strike(int track, int channel, int pitch, int velocity, long tick, boolean cutOneBefore) {
    Strike atLeast(int loudness) {
        return new Strike(track, channel, pitch, Math.max(velocity, loudness), tick, cutOneBefore);
    }

    Strike cutNoneBefore() {
        return new Strike(track, channel, pitch, velocity, tick, false);
    }
}
