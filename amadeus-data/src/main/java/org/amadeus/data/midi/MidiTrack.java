package org.amadeus.data.midi;

import java.util.List;

/**
 * One track: its events in the order of their ticks. Its end of track event, if it has one, is the last.
 *
 * @param events unmodifiable
 */
public record MidiTrack(List<MidiEvent> events) {
    public MidiTrack {
        events = List.copyOf(events);
    }

    /** The track's name, empty where it has none. */
    public String name() {
        for (MidiEvent event : events) {
            if (event instanceof MetaEvent meta && meta.type() == MetaEvent.TRACK_NAME) {
                return meta.text();
            }
        }
        return "";
    }

    /** The tick of the last event, 0 where there is none. */
    public long lastTick() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).tick();
    }
}
