package org.amadeus.quant.rewrite;

import org.amadeus.data.AmadeusException;

/** A file of rules that cannot be used. */
public final class RulesException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public RulesException(String message) {
        super(message);
    }

    public RulesException(String message, Throwable cause) {
        super(message, cause);
    }
}
