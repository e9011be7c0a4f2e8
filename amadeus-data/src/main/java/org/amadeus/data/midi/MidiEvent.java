package org.amadeus.data.midi;

/** What happens at one tick of a track: a message to a channel, a meta event, or a system exclusive message. */
public sealed interface MidiEvent permits ChannelMessage, MetaEvent, SysexEvent {
    /** When it happens, in ticks from the start of the track, 0 or more. */
    long tick();
}
