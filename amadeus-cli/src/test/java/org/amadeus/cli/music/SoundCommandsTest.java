package org.amadeus.cli.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioSystem;
import org.amadeus.cli.CliRun;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.midi.write.TrackBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.file.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands play, render, plot, devices and duet, as far as a machine without a keyboard and a loudspeaker goes. */
class SoundCommandsTest {
    @TempDir
    private Path folder;

    private Path midi;

    @BeforeEach
    void writeMidi() throws IOException {
        midi = folder.resolve("three.mid");
        NoteSequence notes = NoteSequence.of(new Note(0, 1, 60, 50), new Note(1, 2, 64, 70), new Note(2, 3, 67, 90));
        MidiWriter.write(MidiFileBuilder.of("three", notes), midi);
    }

    @Test
    void renderWritesSoundOfTheRightLength() throws Exception {
        Path wav = folder.resolve("three.wav");
        CliRun run = CliRun.of("render", midi, wav);
        assertEquals(0, run.exit(), run.err());
        AudioFileFormat format = AudioSystem.getAudioFileFormat(wav.toFile());
        assertEquals(44_100, format.getFormat().getSampleRate());
        double seconds = format.getFrameLength() / 44_100.0;
        assertTrue(seconds >= 3 && seconds < 8, "" + seconds);
        assertEquals(wav + "  0:0" + (int) seconds + " min", run.out().strip());
    }

    /** Java's own reader would take both for fonts of one sound. */
    @Test
    void musicIsNoSoundFont() {
        Path wav = folder.resolve("three.wav");
        assertEquals(0, CliRun.of("render", midi, wav).exit());
        for (Path music : List.of(midi, wav)) {
            CliRun run = CliRun.of("render", midi, folder.resolve("b.wav"), "--soundfont", music);
            assertEquals(1, run.exit(), run.err());
            assertEquals("amadeus: " + music + ": no sound font, expected an SF2 or DLS file", run.error());
        }
    }

    @Test
    void plotDrawsAPicture() throws Exception {
        Path png = folder.resolve("three.png");
        CliRun run = CliRun.of("plot", midi, png);
        assertEquals(0, run.exit(), run.err());
        assertTrue(ImageIO.read(png.toFile()).getWidth() > 1000);
        assertEquals(png + "  3 notes", run.out().strip());
    }

    @Test
    void generateMakesSoundAndPictureToo() {
        Path out = folder.resolve("out");
        CliRun run = CliRun.of("generate", "-l", "60", "--seed", "1", "-o", out, "--wav", "--png");
        assertEquals(0, run.exit(), run.err());
        assertTrue(Files.exists(out.resolve("output-000.wav")));
        assertTrue(Files.exists(out.resolve("output-000.png")));
    }

    @Test
    void whatIsNoMidiFileIsNoMidiFile() throws Exception {
        Path text = Files.writeString(folder.resolve("a.mid"), "not music");
        for (String command : List.of("render", "plot")) {
            CliRun run = CliRun.of(command, text, folder.resolve("out"));
            assertEquals(1, run.exit());
            assertTrue(run.error().startsWith("amadeus: " + text) && run.error().contains("MThd"), run.error());
        }
        assertEquals(1, CliRun.of("play", folder.resolve("missing.mid")).exit());
    }

    @Test
    void theBuiltInInstrumentsAreListed() {
        CliRun run = CliRun.of("devices");
        assertEquals(0, run.exit(), run.err());
        assertTrue(
                run.out().lines().anyMatch(line -> line.matches("piano +- +yes +Amadeus piano +Amadeus")), run.out());
        Map<String, Object> json =
                Json.read(CliRun.of("devices", "--json").out().getBytes(), "devices", "json");
        assertTrue(json.get("devices").toString().contains("id=gervill"), json.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "duet --in nothing-like-this|1|amadeus: no MIDI input is called \"nothing-like-this\".",
                "duet --trigger-key H9|2|amadeus: --trigger-key \"H9\": expected a note",
                "duet --silence 5|2|amadeus: --silence is \"5\", expected auto or milliseconds, 50 .. 10000",
                "duet --density 12|2|amadeus: --density is 12, expected 0 .. 11",
                "duet --key X|2|amadeus: --key: \"X\" is no key",
                "duet -T 0|2|amadeus: -T is 0.0",
                "duet --panic-controller 128|2|amadeus: --panic-controller is 128, expected 0 .. 127",
                "devices --test nothing-like-this|1|amadeus: no MIDI device is called \"nothing-like-this\".",
            })
    void mistakesAreExplained(String line, int exit, String error) {
        CliRun run = CliRun.of((Object[]) line.split(" "));
        assertEquals(exit, run.exit());
        assertTrue(run.error().startsWith(error), run.error());
    }

    @Test
    void aSoundFontAndADeviceExcludeEachOther() {
        CliRun run = CliRun.of("play", midi, "--out", "piano", "--soundfont", "a.sf2");
        assertEquals(2, run.exit());
    }

    /** The disk may be full of the first one's sound. */
    @Test
    void everyPieceIsThereBeforeAnyIsRendered() throws IOException {
        Path out = folder.resolve("out");
        Files.createDirectories(out.resolve("output-000.wav/in the way"));
        CliRun run = CliRun.of("generate", "-l", "60", "-b", "2", "--seed", "1", "-o", out, "--wav", "--force");
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().contains("output-000.wav"), run.err());
        assertTrue(Files.exists(out.resolve("output-001.mid")), run.out());
    }

    @ParameterizedTest
    @CsvSource({"render, mp3, .wav or .wave", "render, mid, .wav or .wave", "plot, jpg, .png"})
    void aNameThatPromisesAnotherKindOfFileIsRefused(String command, String ending, String expected) {
        Path out = folder.resolve("song." + ending);
        CliRun run = CliRun.of(command, folder.resolve("not looked at"), out);
        assertEquals(2, run.exit());
        assertTrue(run.error().contains(out.toString()) && run.error().contains("ends in " + expected), run.error());
        assertFalse(Files.exists(out));
    }

    @Test
    void soIsOneToRecordTo() {
        CliRun run = CliRun.of("duet", "--record", folder.resolve("evening.wav"));
        assertEquals(2, run.exit());
        assertTrue(run.error().contains("ends in .mid or .midi"), run.error());
    }

    @Test
    void whereNothingCanBeRecordedIsSaidAtTheStart() {
        CliRun run = CliRun.of("duet", "--record", folder);
        assertEquals(1, run.exit());
        assertEquals(
                "amadeus: " + folder + ": can't be recorded to: it is a folder. Name a file in a folder of yours",
                run.err().strip());
    }

    @Test
    void theSizeOfLettersOfAnEndingDoesNotMatter() {
        assertEquals(0, CliRun.of("render", midi, folder.resolve("THREE.WAV")).exit());
        assertEquals(0, CliRun.of("plot", midi, folder.resolve("noending")).exit());
    }

    /** Sound is over soon after the last note, whatever controllers follow. */
    @Test
    void controllersBehindTheMusicAreNotRendered() throws Exception {
        MidiFileBuilder builder = new MidiFileBuilder(480, 120);
        TrackBuilder track = builder.track("tail").note(0, new Note(0, 1, 60, 70));
        for (int i = 0; i < 30; i++) {
            track.control(0, 60 * i, 7, 100 - i);
        }
        MidiWriter.write(builder.build(), midi);
        Path wav = folder.resolve("tail.wav");
        assertEquals(0, CliRun.of("render", midi, wav).exit());
        assertTrue(Files.size(wav) < 44_100 * 4 * 10, "" + Files.size(wav));
    }
}
