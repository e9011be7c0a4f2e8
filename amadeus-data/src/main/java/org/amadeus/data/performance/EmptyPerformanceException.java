package org.amadeus.data.performance;

import org.amadeus.data.AmadeusException;

/** A MIDI file in which there is nothing for a piano to play. */
public final class EmptyPerformanceException extends AmadeusException {
    private static final long serialVersionUID = 1L;

    EmptyPerformanceException(String file, String reason) {
        super(file + ": " + reason + ". Expected notes from A0 to C8 (21 .. 108), not on the percussion channel");
    }
}
