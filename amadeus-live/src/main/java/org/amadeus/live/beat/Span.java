package org.amadeus.live.beat;

import java.util.Optional;

/**
 * When an answer begins and ends.
 *
 * @param start  when its first note is due, seconds
 * @param length about how long it is to be, seconds; just so where it is exact
 * @param beats  on one of which it begins, if any
 * @param exact  whether it ends on one
 * @param guard  no onset lies less than that before such an end, seconds
 */
public record Span(double start, double length, Optional<BeatGrid> beats, boolean exact, double guard) {
    /** About so long, without beats. */
    public static Span free(double start, double length) {
        return new Span(start, length, Optional.empty(), false, 0);
    }
}
