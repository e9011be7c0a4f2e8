package org.amadeus.ui.midi;

import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.live.PitchNames;

/** A channel message as a person reads it. */
public final class MessageText {
    private MessageText() {}

    /** {@code C4 down, velocity 64}; {@code sustain pedal 127}; {@code controller 1: 30}. */
    public static String of(int status, int data1, int data2) {
        return switch (status & 0xF0) {
            case ChannelMessage.NOTE_ON ->
                data2 > 0 ? PitchNames.of(data1) + " down, velocity " + data2 : PitchNames.of(data1) + " up";
            case ChannelMessage.NOTE_OFF -> PitchNames.of(data1) + " up";
            case ChannelMessage.CONTROL_CHANGE ->
                data1 == ChannelMessage.SUSTAIN_PEDAL ? "sustain pedal " + data2 : "controller " + data1 + ": " + data2;
            case ChannelMessage.PROGRAM_CHANGE -> "program " + data1;
            case 0xA0 -> PitchNames.of(data1) + " pressure " + data2;
            case 0xD0 -> "pressure " + data1;
            default -> "pitch bend " + ((data2 << 7 | data1) - 8192);
        };
    }
}
