package org.amadeus.ui.device;

import org.amadeus.data.io.Printable;

/**
 * A MIDI device as a user sees it: both directions of one instrument together.
 *
 * @param id          short, stable name: made of the device's name, not of where it is plugged in
 * @param name        what the device calls itself
 * @param vendor      who made it or its driver, may be empty
 * @param description what the driver says of it, may be empty
 * @param input       whether it can be listened to
 * @param output      whether it can be played
 * @param builtIn     whether it is software of this program or of Java, which is listed on every machine
 */
public record MidiPort(
        String id, String name, String vendor, String description, boolean input, boolean output, boolean builtIn) {
    /** Devices name themselves: what a terminal must not be sent is escaped here, for all who print it. */
    public MidiPort {
        name = Printable.escape(name);
        vendor = Printable.escape(vendor);
        description = Printable.escape(description);
    }
}
