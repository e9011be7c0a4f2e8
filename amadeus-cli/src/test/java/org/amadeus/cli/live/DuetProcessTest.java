package org.amadeus.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.amadeus.cli.CliProcess;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.read.MidiReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command duet as a program of its own, ended by Ctrl-C in the middle of an answer. */
class DuetProcessTest {
    @TempDir
    private Path folder;

    @Test
    void ctrlCEndsEveryNoteAndKeepsTheRecording() throws Exception {
        Path log = folder.resolve("heard.txt");
        Path recording = folder.resolve("evening.mid");
        String out;
        try (CliProcess duet = CliProcess.start(
                folder.resolve("said.txt"),
                List.of("-D" + PlayingKeyboard.LOG + "=" + log),
                "duet",
                "--seed",
                "1",
                "--out",
                "playing",
                "--min-answer",
                "10",
                "--record",
                recording.toString())) {
            // A note of the answer sounds, and the phrase is shown.
            duet.await(said -> Files.exists(log)
                    && !sounding(Files.readAllLines(log)).isEmpty()
                    && said.contains("you        4 notes"));
            assertEquals(CliProcess.CTRL_C, duet.interrupt());
            out = duet.said();
        }
        assertTrue(out.contains("Playing Keyboard is heard, Playing Keyboard answers. Play."), out);
        assertTrue(out.contains(recording + ": "), out);
        List<String> heard = Files.readAllLines(log);
        assertEquals(Set.of(), sounding(heard));
        assertEquals(List.of("b0 64 0", "b0 123 0"), heard.subList(heard.size() - 2, heard.size()));
        List<MidiTrack> tracks = MidiReader.read(recording).tracks();
        assertEquals("You", tracks.get(1).name());
        assertEquals("Amadeus", tracks.get(2).name());
        assertTrue(MidiReader.read(recording).notes().size() > 4, "both sides are kept");
    }

    /** Starts a duet; returns when the phrase was played. */
    private CliProcess duet(Path recording, long closing) throws Exception {
        Path log = folder.resolve("heard.txt");
        CliProcess duet = CliProcess.start(
                folder.resolve("said.txt"),
                List.of("-D" + PlayingKeyboard.LOG + "=" + log, "-D" + PlayingKeyboard.CLOSING + "=" + closing),
                "duet",
                "--out",
                "playing",
                "--record",
                recording.toString());
        try {
            duet.await(said -> said.contains("you        4 notes"));
            return duet;
        } catch (Exception | AssertionError e) {
            duet.close();
            throw e;
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, 15000", "TERM, 143, 0"})
    void noSignalAndNoDriverThatTakesItsTimeCostsTheRecording(String signal, int exit, long closing) throws Exception {
        Path recording = folder.resolve("evening.mid");
        try (CliProcess duet = duet(recording, closing)) {
            assertEquals(exit, duet.signal(signal));
            assertTrue(duet.said().contains(recording + ": "), duet.said());
        }
        assertTrue(MidiReader.read(recording).notes().size() >= 4);
    }

    @Test
    void aRecordingThatCantBeWrittenInTheEndIsSaidAndIsAFailure() throws Exception {
        Path disk = folder.resolve("disk");
        Path recording = disk.resolve("evening.mid");
        try (CliProcess duet = duet(recording, 0)) {
            Files.delete(disk);
            Files.writeString(disk, "no folder");
            assertEquals(1, duet.interrupt());
            assertTrue(duet.said().contains("amadeus: " + disk), duet.said());
        }
    }

    private static Set<String> sounding(List<String> heard) {
        Set<String> sounding = new HashSet<>();
        for (String message : heard) {
            String[] parts = message.split(" ");
            if (parts.length == 3 && parts[0].equals("90")) {
                sounding.add(parts[1]);
            } else if (parts[0].equals("80")) {
                sounding.remove(parts[1]);
            }
        }
        return sounding;
    }
}
