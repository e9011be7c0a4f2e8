package org.amadeus.ui.device;

import org.amadeus.data.AmadeusException;

/** A device that cannot be found, or can't be opened. */
public class DeviceException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public DeviceException(String message) {
        super(message);
    }

    public DeviceException(String message, Throwable cause) {
        super(message, cause);
    }
}
