package org.amadeus.model.train;

import org.amadeus.data.AmadeusException;

/** A training whose loss is no number any more. */
public final class DivergedException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    DivergedException(String message) {
        super(message);
    }
}
