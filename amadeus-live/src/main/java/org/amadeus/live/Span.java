package org.amadeus.live;

import java.util.Optional;
import org.amadeus.live.beat.BeatGrid;

/**
 * When an answer begins and ends.
 *
 * @param start  when its first note is due
 * @param length about how long it is to be, seconds; exactly so where there are beats
 * @param beats  on one of which it ends, if any
 * @param guard  no onset lies less than that before an end on a beat, seconds
 */
record Span(double start, double length, Optional<BeatGrid> beats, double guard) {
    /** About so long, without beats. */
    static Span free(double start, double length) {
        return new Span(start, length, Optional.empty(), 0);
    }
}
