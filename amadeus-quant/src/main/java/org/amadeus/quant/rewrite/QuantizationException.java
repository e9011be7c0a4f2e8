package org.amadeus.quant.rewrite;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** A session that cannot be quantized. */
public final class QuantizationException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public QuantizationException(String message) {
        super(Printable.escape(message));
    }
}
