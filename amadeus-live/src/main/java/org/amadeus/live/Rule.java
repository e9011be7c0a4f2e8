package org.amadeus.live;

/** Which rule decided that a phrase is over. */
public enum Rule {
    /** No key moved for the silence. */
    SILENCE,
    /** The player paused longer than who goes on does, by what was played. */
    PAUSE,
    /** No key moved for three seconds, though some are down. */
    HELD,
    /** The player asked for the answer. */
    ASKED
}
