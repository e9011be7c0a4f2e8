package org.amadeus.model.generate.option;

/**
 * What keeps generated music playable: a note off for a silent pitch is never drawn, nor a velocity after a
 * velocity; no pitch is held longer than {@code maxHold}, no silence lasts longer than {@code maxSilence}, and what still
 * sounds at the end rings for a moment and is closed.
 *
 * @param on         whether there are guards at all
 * @param maxHold    seconds, above 0
 * @param maxSilence seconds, above 0
 */
public record Guards(boolean on, double maxHold, double maxSilence) {
    /** Notes of at most 5 s, silences of at most 4 s. */
    public static final Guards DEFAULT = new Guards(true, 5, 4);
    /** The model's own distribution, untouched. */
    public static final Guards OFF = new Guards(false, 5, 4);

    public Guards {
        if (!(maxHold > 0) || !(maxSilence > 0)) {
            throw new IllegalArgumentException(
                    "longest note " + maxHold + " s, longest silence " + maxSilence + " s, expected above 0");
        }
    }
}
