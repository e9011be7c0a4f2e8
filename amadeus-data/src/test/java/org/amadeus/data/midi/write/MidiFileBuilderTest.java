package org.amadeus.data.midi.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiFileBuilderTest {
    @Test
    void severalTracksWithNamesAndAPedal(@TempDir Path temp) throws IOException {
        MidiFileBuilder builder = new MidiFileBuilder(500, 120);
        builder.track("You")
                .program(0, 0)
                .notes(0, NoteSequence.of(new Note(0, 0.5, 60, 64)))
                .pedal(0, 0.25, true)
                .pedal(0, 2, false);
        builder.track("Amadeus").program(1, 4).note(1, new Note(1, 1.5, 72, 0));
        Path file = temp.resolve("sub/duet.mid");
        MidiWriter.write(builder.build(), file);

        MidiFile read = MidiReader.read(file);
        assertEquals(
                List.of("", "You", "Amadeus"),
                read.tracks().stream().map(MidiTrack::name).toList());
        assertEquals(
                List.of(new Note(0, 2, 60, 64), new Note(1, 1.5, 72, 1)),
                read.notes().asList());
        assertEquals(2.001, read.tempoMap().seconds(read.lastTick()), 1e-9);
    }

    @Test
    void aNoteTooShortForATickHasOne() {
        MidiFileBuilder builder = new MidiFileBuilder(10, 120);
        builder.track("x").note(0, new Note(0, 0.001, 60, 64)).note(0, new Note(0.05, 0.1, 60, 70));
        List<Note> notes = MidiReader.parse("x", MidiWriter.toBytes(builder.build()), Tolerance.STRICT)
                .notes()
                .asList();
        assertEquals(List.of(new Note(0, 0.05, 60, 64), new Note(0.05, 0.1, 60, 70)), notes);
    }

    @Test
    void impossibleValuesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new MidiFileBuilder(0, 120));
        TrackBuilder track = new MidiFileBuilder(480, 120).track("x");
        assertThrows(IllegalArgumentException.class, () -> track.program(0, 128));
        assertThrows(IllegalArgumentException.class, () -> track.control(0, 1, 64, 128));
    }

    @Test
    void controllersOfOneTickKeepTheirOrder() {
        MidiFileBuilder builder = new MidiFileBuilder(480, 120);
        builder.track("")
                .note(0, new Note(0.5, 1, 60, 64))
                .control(0, 0.5, 101, 0)
                .control(0, 0.5, 100, 1)
                .control(0, 0.5, 6, 64)
                .control(0, 0.5, 64, 127)
                .control(0, 0.5, 64, 0)
                .control(0, 0.5, 64, 127)
                .control(0, 0.5, 64, 0);
        List<String> order = builder.build().tracks().get(1).events().stream()
                .filter(ChannelMessage.class::isInstance)
                .map(ChannelMessage.class::cast)
                .map(m -> Integer.toHexString(m.status()) + " " + m.data1() + " " + m.data2())
                .toList();
        assertEquals(
                List.of(
                        "b0 101 0",
                        "b0 100 1",
                        "b0 6 64",
                        "b0 64 127",
                        "b0 64 0",
                        "b0 64 127",
                        "b0 64 0",
                        "90 60 64",
                        "90 60 0"),
                order);
    }
}
