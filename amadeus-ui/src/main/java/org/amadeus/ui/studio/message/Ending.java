package org.amadeus.ui.studio.message;

/** Why an answer ended. */
public enum Ending {
    /** It reached the length asked for. */
    COMPLETE,
    /** The page asked for it, or asked for something else. */
    STOPPED,
    /** The model fell silent for good. */
    SILENT
}
