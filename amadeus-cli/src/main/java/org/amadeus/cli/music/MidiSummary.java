package org.amadeus.cli.music;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.io.Counted;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiFormatException;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** What there is to tell about a MIDI file, as labelled lines for people to read. */
final class MidiSummary {
    private MidiSummary() {}

    /** Line by label, in the order to show them. */
    static Map<String, String> of(MidiFile midi) {
        Map<String, String> lines = new LinkedHashMap<>();
        String division = midi.division().describe();
        lines.put(
                "MIDI file",
                String.format(
                        Locale.ROOT,
                        "format %d, %s, %s, %s",
                        midi.format(),
                        Counted.of(midi.tracks().size(), "track"),
                        division,
                        Counted.of(midi.tempoMap().stretches(), "tempo")));
        NoteSequence notes = midi.notes();
        lines.put("length", String.format(Locale.ROOT, "%.1f s", midi.tempoMap().seconds(midi.lastTick())));
        lines.put("notes", notes.isEmpty() ? "none" : notes(notes));
        if (!notes.isEmpty()) {
            for (CodecProfile profile : CodecProfile.values()) {
                lines.put(profile.id(), events(midi, EventCodec.of(profile)));
            }
        }
        return lines;
    }

    /** A profile that cannot read such a file is told, the rest is shown. */
    private static String events(MidiFile midi, EventCodec codec) {
        try {
            return Counted.of(codec.encode(codec.read(midi, true)).size(), "event");
        } catch (MidiFormatException e) {
            return "none, it has " + e.reason();
        }
    }

    private static String notes(NoteSequence notes) {
        int lowest = 127;
        int highest = 0;
        int softest = 127;
        int loudest = 0;
        for (Note note : notes) {
            lowest = Math.min(lowest, note.pitch());
            highest = Math.max(highest, note.pitch());
            softest = Math.min(softest, note.velocity());
            loudest = Math.max(loudest, note.velocity());
        }
        return String.format(
                Locale.ROOT,
                "%,d, pitches %d .. %d, velocities %d .. %d, first at %.2f s, last ends at %.2f s",
                notes.size(),
                lowest,
                highest,
                softest,
                loudest,
                notes.start(),
                notes.end());
    }
}
