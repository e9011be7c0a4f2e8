package org.amadeus.ui.studio.message;

import org.amadeus.data.AmadeusException;

/** A message the studio does not take. Its text is the reason, which the page is told. */
public final class RefusedException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public RefusedException(String reason) {
        super(reason);
    }

    public RefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
