package org.amadeus.quant.rules;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** A file of rules that cannot be used. */
public final class RulesException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public RulesException(String message) {
        super(Printable.escape(message));
    }

    public RulesException(String message, Throwable cause) {
        super(Printable.escape(message), cause);
    }
}
