package org.amadeus.live.beat;

import java.util.Optional;

/**
 * What notes of the beats onsets are drawn to, and how far.
 *
 * @param note     the subdivision, as a part of a whole note: 4, 8, 16 or 32; 12 and 24 are triplets
 * @param strength 0 leaves each onset where it is, 1 moves it all the way
 */
public record OnsetGrid(int note, double strength) {
    /** Every onset stays where it is. */
    public static final OnsetGrid OFF = new OnsetGrid(16, 0);
    /** What a text of a grid looks like. */
    public static final String EXPECTED = "1/4, 1/8, 1/12, 1/16, 1/24 or 1/32, and maybe @ and a strength from 0 to 1";

    public OnsetGrid {
        if (note < 4 || note > 32 || note % 4 != 0 || note == 20 || note == 28 || !(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "a grid of 1/" + note + " at strength " + strength + ", expected " + EXPECTED);
        }
    }

    /** The grid of a text such as {@code 1/16} or {@code 1/8@0.5}, or empty where it is none. */
    public static Optional<OnsetGrid> of(String text) {
        if (!text.matches("1/[0-9]{1,2}(@[0-9]*\\.?[0-9]+)?")) {
            return Optional.empty();
        }
        int at = text.indexOf('@');
        try {
            int note = Integer.parseInt(text.substring(2, at < 0 ? text.length() : at));
            return Optional.of(new OnsetGrid(note, at < 0 ? 1 : Double.parseDouble(text.substring(at + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it moves anything. */
    public boolean isOn() {
        return strength > 0;
    }

    /** An onset drawn to it. */
    public double draw(double time, BeatGrid beats) {
        return beats.draw(time, note, strength);
    }

    /** How far it moves an onset at most, seconds. */
    public double reach(BeatGrid beats) {
        return strength * beats.seconds(note) / 2;
    }

    @Override
    public String toString() {
        return strength == 1 ? "1/" + note : "1/" + note + "@" + strength;
    }
}
