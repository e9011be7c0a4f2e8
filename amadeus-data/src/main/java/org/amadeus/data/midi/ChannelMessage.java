package org.amadeus.data.midi;

/**
 * A message to one of the 16 channels.
 *
 * @param tick   when, in ticks from the start of the track
 * @param status 0x80 .. 0xEF: the kind of message in the high four bits, the channel in the low four
 * @param data1  first data byte, 0 .. 127 (a pitch, a controller's number, a program)
 * @param data2  second data byte, 0 .. 127 (a velocity, a controller's value); 0 where the message has one only
 */
public record ChannelMessage(long tick, int status, int data1, int data2) implements MidiEvent {
    public static final int NOTE_OFF = 0x80;
    public static final int NOTE_ON = 0x90;
    public static final int CONTROL_CHANGE = 0xB0;
    public static final int PROGRAM_CHANGE = 0xC0;
    private static final int CHANNEL_PRESSURE = 0xD0;

    /** The controller that is the sustain pedal: 64 and above is down. */
    public static final int SUSTAIN_PEDAL = 64;

    /** The channel of percussion, counted from 0 (channel 10). */
    public static final int PERCUSSION = 9;

    public ChannelMessage {
        if (status < 0x80 || status > 0xEF || data1 < 0 || data1 > 127 || data2 < 0 || data2 > 127 || tick < 0) {
            throw new IllegalArgumentException(
                    "no channel message: status " + status + ", data " + data1 + ", " + data2 + ", tick " + tick);
        }
    }

    /** The kind of message: {@link #NOTE_ON} .. */
    public int command() {
        return status & 0xF0;
    }

    /** 0 .. 15. */
    public int channel() {
        return status & 0x0F;
    }

    /** A key goes down: a note on of a velocity above 0. */
    public boolean isNoteOn() {
        return command() == NOTE_ON && data2 > 0;
    }

    /** A key goes up: a note off, or a note on of velocity 0. */
    public boolean isNoteOff() {
        return command() == NOTE_OFF || (command() == NOTE_ON && data2 == 0);
    }

    /** How many data bytes follow a status byte, 1 or 2. */
    public static int dataBytes(int status) {
        int command = status & 0xF0;
        return command == PROGRAM_CHANGE || command == CHANNEL_PRESSURE ? 1 : 2;
    }
}
