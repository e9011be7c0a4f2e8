package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * Pairs note ons with note offs as pretty_midi 0.2.8 does, which the Python implementation reads files with: tempo of
 * the first track only, no pedal, hanging notes dropped. One note off ends every open note of its channel and pitch but
 * those of its own tick; if there are both kinds those stay open, else none does.
 */
final class ReferenceNotes {
    /** pretty_midi keeps an array with an entry for each tick and refuses longer ones. */
    private static final long LONGEST = 10_000_000;

    private final MidiFile file;
    private final NoteTimes times;
    /** In the order of their first ended note; that order settles which of two notes that start together comes first. */
    private final Map<Instrument, List<Note>> instruments = new LinkedHashMap<>();

    ReferenceNotes(MidiFile file) {
        this.file = file;
        if (file.division() instanceof Division.Smpte) {
            throw error("SMPTE time code, which the reference profile cannot read. The expressive profile can");
        }
        if (file.lastTick() + 1 > LONGEST) {
            throw error("an event at tick " + file.lastTick() + ", the reference profile reads up to " + (LONGEST - 1)
                    + ". The expressive profile reads on");
        }
        this.times =
                new NoteTimes(file, TempoMap.of(file.division(), file.tracks().subList(0, 1)));
    }

    NoteSequence read() {
        for (int track = 0; track < file.tracks().size(); track++) {
            readTrack(track);
        }
        List<Note> notes = new ArrayList<>();
        instruments.values().forEach(notes::addAll);
        return NoteSequence.of(notes);
    }

    private void readTrack(int track) {
        Map<Integer, List<ChannelMessage>> open = new HashMap<>();
        int[] programs = new int[16];
        for (MidiEvent event : file.tracks().get(track).events()) {
            if (!(event instanceof ChannelMessage message)) {
                continue;
            }
            if (message.command() == ChannelMessage.PROGRAM_CHANGE) {
                programs[message.channel()] = message.data1();
            } else if (message.isNoteOn()) {
                open.computeIfAbsent(key(message), k -> new ArrayList<>(1)).add(message);
            } else if (message.isNoteOff() && open.containsKey(key(message))) {
                Instrument instrument = new Instrument(programs[message.channel()], message.channel(), track);
                List<ChannelMessage> kept = end(open.get(key(message)), message, instrument);
                if (kept.isEmpty()) {
                    open.remove(key(message));
                } else {
                    open.put(key(message), kept);
                }
            }
        }
    }

    /** Ends what a note off ends; returns what stays open. */
    private List<ChannelMessage> end(List<ChannelMessage> open, ChannelMessage off, Instrument instrument) {
        List<ChannelMessage> kept = new ArrayList<>(1);
        boolean ended = false;
        for (ChannelMessage on : open) {
            if (on.tick() == off.tick()) {
                kept.add(on);
            } else {
                ended = true;
                if (off.channel() != ChannelMessage.PERCUSSION) {
                    instruments
                            .computeIfAbsent(instrument, i -> new ArrayList<>())
                            .add(times.note(on.tick(), off.tick(), on.data1(), on.data2()));
                }
            }
        }
        return ended ? kept : List.of();
    }

    private static int key(ChannelMessage message) {
        return message.channel() << 7 | message.data1();
    }

    private MidiFormatException error(String reason) {
        return new MidiFormatException(file.source(), MidiFormatException.NOWHERE, MidiFormatException.NOWHERE, reason);
    }

    private record Instrument(int program, int channel, int track) {}
}
