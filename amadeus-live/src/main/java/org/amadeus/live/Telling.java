package org.amadeus.live;

/**
 * When a listener is told of an answer's strokes. What is told to an instrument at once sounds at once; a page gives the
 * sound its time beforehand.
 *
 * @param lead   how long before its time each stroke is told, seconds
 * @param margin how long after the decision the first note is due, seconds, so that it too can be told beforehand
 */
public record Telling(double lead, double margin) {
    /** Each stroke in its moment. */
    public static final Telling AT_ONCE = new Telling(0, 0);
}
