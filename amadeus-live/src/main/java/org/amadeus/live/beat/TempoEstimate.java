package org.amadeus.live.beat;

/**
 * The tempo and metre of a phrase.
 *
 * @param beats      as they were at its end
 * @param confidence the probability that the tempo is right, or its half or double: 0 .. 1
 */
public record TempoEstimate(BeatGrid beats, double confidence) {
    private static final double SURE = 0.5;

    /** Heard so many times as fast; where the beats lie is the music's. */
    public TempoEstimate at(double pace) {
        return new TempoEstimate(
                new BeatGrid(beats.origin(), beats.beat() / pace, beats.beatsPerBar(), beats.unit()), confidence);
    }

    /** Whether it is more probable than not. */
    public boolean isSure() {
        return confidence >= SURE;
    }
}
