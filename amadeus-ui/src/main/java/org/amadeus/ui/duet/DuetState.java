package org.amadeus.ui.duet;

/** What a duet is at. */
public enum DuetState {
    /** Nobody plays yet. */
    LISTENING,
    /** The user plays a phrase. */
    HEARING,
    /** The model plays. */
    ANSWERING,
    /** A device is gone; it goes on when it is back. */
    WAITING,
    /** It is over. */
    STOPPED
}
