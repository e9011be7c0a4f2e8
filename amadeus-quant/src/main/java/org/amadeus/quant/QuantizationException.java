package org.amadeus.quant;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** What cannot be quantized as it is asked for: a session, rules or statistics that do not fit or can't be read. */
public final class QuantizationException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public QuantizationException(String message) {
        super(Printable.escape(message));
    }

    public QuantizationException(String message, Throwable cause) {
        super(Printable.escape(message), cause);
    }
}
