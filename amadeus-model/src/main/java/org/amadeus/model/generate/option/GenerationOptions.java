package org.amadeus.model.generate.option;

import java.util.Objects;

/**
 * What to generate.
 *
 * @param length   how long; a primer, and what ends the piece (a moment of ringing, note offs), come on top
 * @param sampling how events are chosen
 * @param guards   what keeps the result playable
 * @param controls what the music is to be like
 * @param primer   what it begins with
 * @param zeroInit start from the state of an all-zero init vector instead of a random one
 * @param seed     the same seed gives the same music; each piece of a batch draws its own random numbers from it
 */
public record GenerationOptions(
        Length length,
        Sampling sampling,
        Guards guards,
        Controls controls,
        Primer primer,
        boolean zeroInit,
        long seed) {

    public GenerationOptions {
        Objects.requireNonNull(length);
        Objects.requireNonNull(sampling);
        Objects.requireNonNull(guards);
        Objects.requireNonNull(controls);
        Objects.requireNonNull(primer);
    }

    /** A free piece: the model's own distribution, guarded, without control or primer. */
    public static GenerationOptions free(int length, long seed) {
        return free(Length.events(length), seed);
    }

    /** A free piece: the model's own distribution, guarded, without control or primer. */
    public static GenerationOptions free(Length length, long seed) {
        return new GenerationOptions(length, Sampling.DEFAULT, Guards.DEFAULT, Controls.NONE, Primer.NONE, false, seed);
    }
}
