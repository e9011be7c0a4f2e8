package org.amadeus.data.controls;

import org.amadeus.data.AmadeusException;

/** A control that is not of the form {@code "HISTOGRAM;DENSITY"}. */
public final class ControlFormatException extends AmadeusException {
    private static final long serialVersionUID = 1L;
    private static final String EXAMPLE = "Example: \"1,0,1,0,1,1,0,1,0,1,0,1;3\"";

    ControlFormatException(String text, String reason) {
        super("control \"" + text + "\": " + reason + ". " + EXAMPLE);
    }
}
