package org.amadeus.data.midi;

/**
 * A system exclusive message, or a part of one. The data is shared, not copied.
 *
 * @param tick   when, in ticks from the start of the track
 * @param status 0xF0 (a message), or 0xF7 (a continued message, or bytes sent as they are)
 * @param data   the bytes that follow
 */
public record SysexEvent(long tick, int status, byte[] data) implements MidiEvent {}
