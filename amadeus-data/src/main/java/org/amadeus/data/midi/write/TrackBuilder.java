package org.amadeus.data.midi.write;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Makes one track of a {@link MidiFileBuilder}; what is added may come in any order. Times in seconds, channels 0 .. 15. */
public final class TrackBuilder {
    /**
     * Of one tick: programs, then controllers, both as they were added (a controller's number comes before its data, a
     * pedal that bounces ends where it ended), then notes by pitch, a note's end before the next one's start.
     */
    private static final Comparator<ChannelMessage> ORDER = Comparator.comparingLong(ChannelMessage::tick)
            .thenComparingInt(TrackBuilder::rank)
            .thenComparing(TrackBuilder::byPitch);

    private static final int NOTES = 2;

    private final MidiFileBuilder file;
    private final String name;
    private final List<ChannelMessage> messages = new ArrayList<>();

    TrackBuilder(MidiFileBuilder file, String name) {
        this.file = file;
        this.name = name;
    }

    /** The instrument of a channel from the start: a General MIDI program, 0 .. 127 (0 is the grand piano). */
    public TrackBuilder program(int channel, int program) {
        messages.add(new ChannelMessage(0, ChannelMessage.PROGRAM_CHANGE | channel, program, 0));
        return this;
    }

    /** A note; velocity 0, which would be a note off, becomes 1. */
    public TrackBuilder note(int channel, Note note) {
        long start = file.tick(note.start());
        long end = Math.max(file.tick(note.end()), start + 1);
        int status = ChannelMessage.NOTE_ON | channel;
        messages.add(new ChannelMessage(start, status, note.pitch(), Math.max(note.velocity(), 1)));
        messages.add(new ChannelMessage(end, status, note.pitch(), 0));
        return this;
    }

    public TrackBuilder notes(int channel, NoteSequence notes) {
        for (Note note : notes) {
            note(channel, note);
        }
        return this;
    }

    /** A controller, 0 .. 127, is set to a value, 0 .. 127. */
    public TrackBuilder control(int channel, double seconds, int controller, int value) {
        messages.add(
                new ChannelMessage(file.tick(seconds), ChannelMessage.CONTROL_CHANGE | channel, controller, value));
        return this;
    }

    /** The sustain pedal goes down or up. */
    public TrackBuilder pedal(int channel, double seconds, boolean down) {
        return control(channel, seconds, ChannelMessage.SUSTAIN_PEDAL, down ? 127 : 0);
    }

    MidiTrack build() {
        messages.sort(ORDER);
        List<MidiEvent> events = new ArrayList<>(messages.size() + 2);
        events.add(MetaEvent.trackName(name));
        events.addAll(messages);
        events.add(MidiFileBuilder.endOfTrack(events.get(events.size() - 1).tick() + 1));
        return new MidiTrack(events);
    }

    private static int byPitch(ChannelMessage a, ChannelMessage b) {
        if (rank(a) != NOTES) {
            return 0;
        }
        return a.data1() != b.data1() ? Integer.compare(a.data1(), b.data1()) : Integer.compare(a.data2(), b.data2());
    }

    private static int rank(ChannelMessage message) {
        return switch (message.command()) {
            case ChannelMessage.PROGRAM_CHANGE -> 0;
            case ChannelMessage.CONTROL_CHANGE -> 1;
            default -> NOTES;
        };
    }
}
