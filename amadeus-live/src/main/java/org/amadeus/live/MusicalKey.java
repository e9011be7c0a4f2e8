package org.amadeus.live;

import java.util.Locale;
import java.util.OptionalInt;
import org.amadeus.data.AmadeusException;

/**
 * A major or minor key, as the weights of pitch classes that a model is steered with.
 *
 * @param tonic 0 (C) .. 11 (B)
 * @param minor whether it is a minor key
 */
public record MusicalKey(int tonic, boolean minor) {
    /** How much each degree sounds, tonic first: Krumhansl's major profile, thinned to the scale. */
    private static final double[] MAJOR = {6.4, 0, 3.5, 0, 4.4, 4.1, 0, 5.2, 0, 3.7, 0, 2.9};
    /** Likewise, with both sevenths. */
    private static final double[] MINOR = {6.3, 0, 3.5, 5.4, 0, 3.5, 0, 4.8, 4.0, 0, 2.7, 2.0};

    public MusicalKey {
        if (tonic < 0 || tonic > 11) {
            throw new IllegalArgumentException("tonic is " + tonic + ", expected 0 .. 11");
        }
    }

    /**
     * Reads {@code C}, {@code F#}, {@code Bb major}, {@code A minor}, {@code Am}.
     *
     * @throws AmadeusException where it is none of these
     */
    public static MusicalKey parse(String text) {
        String name = text.strip();
        String lower = name.toLowerCase(Locale.ROOT);
        boolean minor = false;
        if (lower.endsWith("major")) {
            name = name.substring(0, name.length() - "major".length());
        } else if (lower.endsWith("minor")) {
            name = name.substring(0, name.length() - "minor".length());
            minor = true;
        } else if (lower.endsWith("m")) {
            name = name.substring(0, name.length() - 1);
            minor = true;
        }
        OptionalInt tonic = PitchNames.pitchClass(name);
        if (tonic.isEmpty()) {
            throw new AmadeusException(
                    "\"" + text + "\" is no key, expected a note and major or minor. Examples: C, F# minor, Bbm");
        }
        return new MusicalKey(tonic.getAsInt(), minor);
    }

    /** The weight of each pitch class, C first. */
    public double[] histogram() {
        double[] histogram = new double[12];
        for (int degree = 0; degree < histogram.length; degree++) {
            histogram[(tonic + degree) % 12] = (minor ? MINOR : MAJOR)[degree];
        }
        return histogram;
    }

    /** {@code F# minor}. */
    @Override
    public String toString() {
        return PitchNames.ofClass(tonic) + (minor ? " minor" : " major");
    }
}
