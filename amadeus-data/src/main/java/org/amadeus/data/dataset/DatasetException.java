package org.amadeus.data.dataset;

import org.amadeus.data.AmadeusException;

/** A dataset that is missing, damaged, or made in another way than asked for. */
public final class DatasetException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public DatasetException(String message) {
        super(message);
    }

    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
