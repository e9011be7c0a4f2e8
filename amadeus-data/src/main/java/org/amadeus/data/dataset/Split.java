package org.amadeus.data.dataset;

/** The two parts of a dataset; a piece lies in one of them, whole. */
public enum Split {
    /** Learned from. */
    TRAIN,
    /** Held out, to judge by. */
    VALID
}
