package org.amadeus.data.download;

import org.amadeus.data.AmadeusException;

/** A collection that could not be fetched, or is not what its publisher says. */
public sealed class DownloadException extends AmadeusException permits LinkRefusedException {
    private static final long serialVersionUID = 1L;

    public DownloadException(String message) {
        super(message);
    }

    public DownloadException(String message, Throwable cause) {
        super(message, cause);
    }
}
