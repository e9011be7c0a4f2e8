package org.amadeus.quant.rewrite;

import org.amadeus.data.AmadeusException;

/** A session that cannot be quantized. */
public final class QuantizationException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public QuantizationException(String message) {
        super(message);
    }
}
