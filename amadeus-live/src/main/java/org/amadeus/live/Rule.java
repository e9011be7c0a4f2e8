package org.amadeus.live;

/** Which rule decided that a phrase is over. */
public enum Rule {
    /** No key moved for the silence. */
    SILENCE,
    /** No key moved for three seconds, though some are down. */
    HELD,
    /** The player asked for the answer. */
    ASKED
}
