package org.amadeus.ui.midi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.TempoMap;

/**
 * The channel messages of a MIDI file in the order they sound.
 *
 * @param messages by time, unmodifiable
 * @param seconds  when the last note or message is over
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
        List<ChannelMessage> all = new ArrayList<>();
        boolean notes = false;
        for (MidiTrack track : file.tracks()) {
            for (MidiEvent event : track.events()) {
                if (event instanceof ChannelMessage message) {
                    all.add(message);
                    notes |= message.isNoteOn();
                }
            }
        }
        if (!notes) {
            throw new AmadeusException(file.source() + ": has no notes to play");
        }
        all.sort(Comparator.comparingLong(ChannelMessage::tick));
        TempoMap tempo = file.tempoMap();
        double end = tempo.seconds(all.get(all.size() - 1).tick());
        if (!(end <= LONGEST)) {
            throw new AmadeusException(
                    file.source() + ": lasts " + Math.round(end / 3600) + " hours, expected 24 at most");
        }
        List<TimedMessage> timed = new ArrayList<>(all.size());
        for (ChannelMessage m : all) {
            timed.add(new TimedMessage(tempo.seconds(m.tick()), m.status(), m.data1(), m.data2()));
        }
        return new Timeline(timed, end);
    }
}
