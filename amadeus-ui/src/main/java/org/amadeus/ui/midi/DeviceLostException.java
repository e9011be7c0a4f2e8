package org.amadeus.ui.midi;

import org.amadeus.data.AmadeusException;

/** A device that was open is there no more: unplugged, switched off, or taken by another program. */
public class DeviceLostException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    public DeviceLostException(String device, Throwable cause) {
        super(device + ": the device is gone. Is it switched on and plugged in?", cause);
    }
}
