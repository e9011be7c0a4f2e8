package org.amadeus.ui.osc;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** A packet or message that is refused, in one line. */
public final class OscException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    OscException(String message) {
        super(Printable.escape(message));
    }
}
