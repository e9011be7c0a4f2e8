package org.amadeus.data.selection;

import java.io.Serializable;

/**
 * Two pieces that share music.
 *
 * @param first  the place of one
 * @param second that of the other, larger
 * @param share  how much of the one with fewer windows is in the other, 0 .. 1
 */
public record Likeness(int first, int second, double share) implements Serializable {
    /** Windows in more pieces than this are of no piece: a scale, a repeated note. */
    public static final int COMMON = 100;

    /** So many shared windows are no chance. */
    public static final int FEWEST = 3;

    /**
     * What two pieces share.
     *
     * @param shared windows of the fingerprint that both have
     * @param one    windows of the first
     * @param other  windows of the second
     */
    public static Likeness of(int first, int second, int shared, int one, int other) {
        return new Likeness(first, second, (double) shared / Math.min(one, other));
    }

    /** Whether so much is shared. */
    public static boolean isAlike(int shared, int one, int other, double threshold) {
        return shared >= FEWEST && shared >= threshold * Math.min(one, other);
    }
}
