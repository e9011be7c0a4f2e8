package org.amadeus.live;

/**
 * How far ahead of their time an answer's strokes are sent to the listener. What is sent to an instrument sounds at once; a
 * page schedules the sound.
 *
 * @param lead   how long before its time each stroke is sent, seconds
 * @param margin how long after the decision the first note is due, seconds, so that it too can be sent ahead
 */
public record Lookahead(double lead, double margin) {
    /** Each stroke in its moment. */
    public static final Lookahead AT_ONCE = new Lookahead(0, 0);
}
