package org.amadeus.live;

/** Why an answer ended. */
public enum Ending {
    /** It is as long as it was to be. */
    COMPLETE,
    /** The player broke in, or something else was asked for. */
    STOPPED,
    /** The model struck nothing. */
    SILENT
}
