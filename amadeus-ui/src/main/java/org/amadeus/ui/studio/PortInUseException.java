package org.amadeus.ui.studio;

import org.amadeus.data.AmadeusException;

/** Another program listens where a studio was to. */
public final class PortInUseException extends AmadeusException {
    private static final long serialVersionUID = 1;

    /** A studio's port. */
    PortInUseException(int port, Exception cause) {
        super("port " + port + " on 127.0.0.1 is in use; choose another with --port, or 0 for any", cause);
    }

    /** All of several ports. */
    public PortInUseException(int first, int last, Exception cause) {
        super(
                "ports " + first + " to " + last + " on 127.0.0.1 are in use; choose another with --port, or 0 for any",
                cause);
    }
}
