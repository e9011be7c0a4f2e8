package org.amadeus.data.io;

import java.util.Locale;

/** Numbers of things, as they are said: {@code 1 note}, {@code 2,048 notes}. */
public final class Counted {
    private Counted() {}

    /** @param one the word for one of them, to which an s is added for any other number */
    public static String of(long count, String one) {
        return of(count, one, one + "s");
    }

    /**
     * @param one  the word for one of them, or the words
     * @param more the same for any other number
     */
    public static String of(long count, String one, String more) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : more);
    }

    /** A time in hours, or in minutes where it is less than one: {@code 2.2 hours}, {@code 7.5 minutes}. */
    public static String hours(double hours) {
        return String.format(Locale.ROOT, hours < 1 ? "%.1f minutes" : "%,.1f hours", hours < 1 ? 60 * hours : hours);
    }
}
