package org.amadeus.data.events;

/**
 * A key that goes down or up.
 *
 * @param time     seconds
 * @param loudness velocity event of a key that goes down; below all of them where it is not known, or goes up
 */
record KeyMove(double time, boolean down, int pitch, int loudness) {
    static final int UNKNOWN = -1;
}
