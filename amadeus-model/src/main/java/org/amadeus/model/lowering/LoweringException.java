package org.amadeus.model.lowering;

import org.amadeus.data.AmadeusException;

/** A graph that cannot be compiled: it holds an op that nothing here knows, or is not a step graph. */
public final class LoweringException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public LoweringException(String message) {
        super(message);
    }

    public LoweringException(String message, Throwable cause) {
        super(message, cause);
    }
}
