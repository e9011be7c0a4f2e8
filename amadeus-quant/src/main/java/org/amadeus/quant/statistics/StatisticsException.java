package org.amadeus.quant.statistics;

import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;

/** Calibration statistics that cannot be used: not readable, incomplete, impossible, or of another model. */
public final class StatisticsException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public StatisticsException(String message) {
        super(Printable.escape(message));
    }

    public StatisticsException(String message, Throwable cause) {
        super(Printable.escape(message), cause);
    }
}
