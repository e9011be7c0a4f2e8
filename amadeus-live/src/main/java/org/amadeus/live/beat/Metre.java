package org.amadeus.live.beat;

import java.util.Optional;

/**
 * How beats make bars: {@code 3/4} is three quarters.
 *
 * @param beats of a bar, 1 .. 32
 * @param unit  what a beat is: 1, 2, 4, 8 or 16 of them make a whole note
 */
public record Metre(int beats, int unit) {
    /** Four quarters. */
    public static final Metre COMMON = new Metre(4, 4);

    private static final int MOST_BEATS = 32;
    /** The slowest and the fastest tempo, quarters a minute. */
    public static final double SLOWEST = 20;

    public static final double FASTEST = 300;

    public Metre {
        if (beats < 1 || beats > MOST_BEATS || unit < 1 || unit > 16 || Integer.bitCount(unit) != 1) {
            throw new IllegalArgumentException(
                    "a metre of " + beats + "/" + unit + ", expected 1 .. 32 beats of a 1, 2, 4, 8 or 16");
        }
    }

    /** The metre of a text such as {@code 6/8}, or empty where it is none. */
    public static Optional<Metre> of(String text) {
        if (!text.matches("[0-9]{1,2}/[0-9]{1,2}")) {
            return Optional.empty();
        }
        int slash = text.indexOf('/');
        try {
            return Optional.of(
                    new Metre(Integer.parseInt(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Bars from {@code origin} on.
     *
     * @param tempo quarters a minute, {@value #SLOWEST} .. {@value #FASTEST}
     * @throws IllegalArgumentException where the tempo is none of these
     */
    public BeatGrid from(double origin, double tempo) {
        if (!(tempo >= SLOWEST && tempo <= FASTEST)) {
            throw new IllegalArgumentException("tempo is " + tempo + ", expected 20 .. 300 beats a minute");
        }
        return new BeatGrid(origin, 60 / tempo * 4 / unit, beats, unit);
    }

    /** The tempo of beats of this metre, quarters a minute. */
    public double tempo(BeatGrid grid) {
        return grid.tempo() * 4 / unit;
    }

    @Override
    public String toString() {
        return beats + "/" + unit;
    }
}
