package org.amadeus.live.beat;

/**
 * A note of a phrase.
 *
 * @param start    when its key goes down, seconds
 * @param end      when it goes up, {@code start} or later
 * @param pitch    0 .. 127
 * @param velocity 1 .. 127
 */
public record PlayedNote(double start, double end, int pitch, int velocity) {}
