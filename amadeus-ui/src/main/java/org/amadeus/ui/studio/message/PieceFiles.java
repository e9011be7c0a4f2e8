package org.amadeus.ui.studio.message;

import java.util.List;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.NoteSequence;

/** Pieces and MIDI files. A piece that is saved has two tracks, by whose names its players are known when it is opened again. */
public final class PieceFiles {
    private static final String YOU = "You";

    private static final String AMADEUS = "Amadeus";

    private PieceFiles() {}

    /**
     * A MIDI file's notes, as the page takes them.
     *
     * @throws org.amadeus.data.AmadeusException where it is no MIDI file, or has no notes
     */
    public static String readPhrase(byte[] bytes) {
        MidiFile file = MidiReader.parse("the file", bytes, Tolerance.USUAL);
        boolean saved = count(file, YOU) == 1
                && count(file, AMADEUS) == 1
                && without(file, YOU, AMADEUS).notes().isEmpty();
        NoteSequence you = (saved ? without(file, AMADEUS) : file).notes();
        NoteSequence amadeus = saved ? without(file, YOU).notes() : NoteSequence.of();
        if (you.isEmpty() && amadeus.isEmpty()) {
            throw new RefusedException("the file has no notes but percussion's, expected at least one");
        }
        return Replies.phrase(you, amadeus, file.warnings());
    }

    private static long count(MidiFile file, String name) {
        return file.tracks().stream().filter(track -> name.equals(track.name())).count();
    }

    /** A file without the tracks of these names. */
    private static MidiFile without(MidiFile file, String... names) {
        List<MidiTrack> rest = file.tracks().stream()
                .filter(track -> !List.of(names).contains(track.name()))
                .toList();
        return new MidiFile(file.source(), file.format(), file.division(), rest, List.of());
    }

    /**
     * A piece as a MIDI file.
     *
     * @param json the page's message, read
     * @throws RefusedException where it is no piece
     */
    public static byte[] writeMidi(Object json) {
        List<NoteSequence> sides = RequestReader.readPiece(json);
        MidiFileBuilder file = new MidiFileBuilder(960, 120);
        file.track(YOU).program(0, 0).notes(0, sides.get(0));
        file.track(AMADEUS).program(1, 0).notes(1, sides.get(1));
        return MidiWriter.toBytes(file.build());
    }
}
