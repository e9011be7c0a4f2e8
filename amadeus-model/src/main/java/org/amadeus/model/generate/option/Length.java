package org.amadeus.model.generate.option;

/**
 * How long a piece is to be: so many events, or about so many seconds, to where it comes to rest.
 *
 * @param events  the most events, 1 or more
 * @param seconds of music, or 0 where events alone count
 */
public record Length(int events, double seconds) {
    /** Denser music than any pianist's: performances have up to 100 events a second, for a moment. */
    private static final int DENSEST = 200;
    /** Events of a second of usual piano music. */
    private static final int USUAL = 25;
    /** The longest piece by seconds. */
    public static final double LONGEST = 3600;

    public Length {
        if (events < 1) {
            throw new IllegalArgumentException("length is " + events + " events, expected 1 or more");
        }
        if (!(seconds >= 0 && seconds <= LONGEST)) {
            throw new IllegalArgumentException("length is " + seconds + " s, expected above 0 and at most 3600");
        }
    }

    /** So many events, wherever the music is then. */
    public static Length events(int events) {
        return new Length(events, 0);
    }

    /** About so many seconds, above 0 and at most {@link #LONGEST}: the piece ends where it breathes, see {@link org.amadeus.data.ending.Ending}. */
    public static Length seconds(double seconds) {
        if (!(seconds > 0)) {
            throw new IllegalArgumentException("length is " + seconds + " s, expected above 0 and at most 3600");
        }
        return new Length((int) Math.ceil(DENSEST * Math.min(seconds, LONGEST) + DENSEST), seconds);
    }

    /** About how many events that will be. */
    public int usualEvents() {
        return byTime() ? (int) (USUAL * seconds) : events;
    }

    public boolean byTime() {
        return seconds > 0;
    }
}
