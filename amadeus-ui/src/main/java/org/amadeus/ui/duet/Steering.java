package org.amadeus.ui.duet;

import java.util.Optional;
import java.util.OptionalInt;
import org.amadeus.data.controls.Control;
import org.amadeus.live.MusicalKey;

/**
 * What the music is to be like.
 *
 * @param density how many notes, 0 .. 11, or as the key's usual
 * @param key     the key to play in, or any
 */
public record Steering(OptionalInt density, Optional<MusicalKey> key) {
    /** As the model likes. */
    public static final Steering NONE = new Steering(OptionalInt.empty(), Optional.empty());

    /** What a key without a density gets: 13 notes or more in two seconds. */
    private static final int USUAL_DENSITY = 4;

    public Steering withDensity(OptionalInt other) {
        return new Steering(other, key);
    }

    public Steering withKey(Optional<MusicalKey> other) {
        return new Steering(density, other);
    }

    /** As the model's input; empty where it is free. */
    public Optional<Control> control() {
        return equals(NONE)
                ? Optional.empty()
                : Optional.of(Control.of(
                        density.orElse(USUAL_DENSITY),
                        key.map(MusicalKey::histogram).orElseGet(() -> new double[Control.PITCH_CLASSES])));
    }
}
