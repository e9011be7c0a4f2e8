package org.amadeus.data.midi;

import java.nio.charset.StandardCharsets;

/**
 * Something about the music that is not sent to an instrument: a tempo, a name, the end of a track. The data is shared,
 * not copied.
 *
 * @param tick when, in ticks from the start of the track
 * @param type 0 .. 127 ({@link #TEMPO} ..)
 * @param data its bytes
 */
public record MetaEvent(long tick, int type, byte[] data) implements MidiEvent {
    public static final int TEXT = 0x01;
    public static final int TRACK_NAME = 0x03;
    public static final int END_OF_TRACK = 0x2F;
    public static final int TEMPO = 0x51;
    public static final int TIME_SIGNATURE = 0x58;

    /** A tempo, in microseconds a beat, 1 .. 16,777,215. */
    public static MetaEvent tempo(long tick, int microseconds) {
        if (microseconds < 1 || microseconds > 0xFFFFFF) {
            throw new IllegalArgumentException(microseconds + " microseconds a beat, expected 1 .. 16777215");
        }
        return new MetaEvent(
                tick, TEMPO, new byte[] {(byte) (microseconds >> 16), (byte) (microseconds >> 8), (byte) microseconds});
    }

    /** The name of a track. */
    public static MetaEvent trackName(String name) {
        return new MetaEvent(0, TRACK_NAME, name.getBytes(StandardCharsets.UTF_8));
    }

    /** Any text, at the start of a track. */
    public static MetaEvent text(String text) {
        return new MetaEvent(0, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Microseconds a beat where this is a usable tempo, else 0. */
    public int microsecondsPerBeat() {
        return type == TEMPO && data.length >= 3
                ? (data[0] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | (data[2] & 0xFF)
                : 0;
    }

    /** The data as text. */
    public String text() {
        return new String(data, StandardCharsets.UTF_8);
    }
}
