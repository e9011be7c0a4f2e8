package org.amadeus.ui.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.TempoMap;

/**
 * The channel messages of a MIDI file in the order they sound. Each note on is followed by one note off of its key before
 * the next, and nothing is left down at the end.
 *
 * @param messages by time, unmodifiable
 * @param seconds  when the last note is over, by its key and its pedal; controllers that follow are left out
 */
public record Timeline(List<TimedMessage> messages, double seconds) {
    private static final double LONGEST = 24 * 3600;

    public Timeline {
        messages = List.copyOf(messages);
    }

    /**
     * The messages of all tracks together.
     *
     * @throws AmadeusException where the file lasts over 24 hours or has no notes
     */
    public static Timeline of(MidiFile file) {
        TempoMap tempo = file.tempoMap();
        TimelineKeys keys = new TimelineKeys(tempo, file.lastTick());
        for (Placed placed : inOrder(file)) {
            if (placed.message == null) {
                keys.endTrack(placed.track, placed.tick);
            } else {
                keys.receive(placed.track, placed.message);
            }
        }
        double end = keys.end();
        if (Double.isNaN(end)) {
            throw new AmadeusException(file.source() + ": has no notes to play");
        }
        if (!(end <= LONGEST)) {
            throw new AmadeusException(
                    file.source() + ": lasts " + Math.round(end / 3600) + " hours, expected 24 at most");
        }
        return new Timeline(keys.messages(), end);
    }

    private static List<Placed> inOrder(MidiFile file) {
        List<Placed> all = new ArrayList<>();
        for (int track = 0; track < file.tracks().size(); track++) {
            for (MidiEvent event : file.tracks().get(track).events()) {
                if (event instanceof ChannelMessage message) {
                    all.add(new Placed(message.tick(), track, message));
                }
            }
        }
        for (int track = 0; track < file.tracks().size(); track++) {
            all.add(new Placed(file.tracks().get(track).lastTick(), track, null));
        }
        all.sort(Comparator.comparingLong(Placed::tick));
        return all;
    }

    /** A message of a track; none where the track ends. */
    private record Placed(long tick, int track, ChannelMessage message) {}
}
