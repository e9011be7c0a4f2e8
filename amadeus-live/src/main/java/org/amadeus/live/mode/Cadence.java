package org.amadeus.live.mode;

import org.amadeus.data.ending.KeyEstimate;

/**
 * Goes on freely for a while, then to an authentic cadence in the key of what was heard, or, where nothing was, of what it
 * played: the notes of the dominant seventh, then, after a moment, the tonic with its third or fifth, and there it rests.
 * The model says which of these notes, how loud and, within bounds, when.
 *
 * @param estimate the key of what came before
 * @param seconds  about how long it is, from the first note to the last chord
 */
public record Cadence(KeyEstimate estimate, double seconds) implements Plan {
    public Cadence {
        estimate = estimate.copy();
    }

    @Override
    public Course begin() {
        return new CadenceCourse(estimate.copy(), seconds);
    }
}
