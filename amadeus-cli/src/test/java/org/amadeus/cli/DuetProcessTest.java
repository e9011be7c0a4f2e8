package org.amadeus.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.amadeus.data.midi.MidiReader;
import org.amadeus.data.midi.MidiTrack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command duet as a program of its own, ended by Ctrl-C in the middle of an answer. */
class DuetProcessTest {
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    @Test
    void ctrlCEndsEveryNoteAndKeepsTheRecording() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "signals are sent by kill");
        Path log = folder.resolve("heard.txt");
        Path recording = folder.resolve("evening.mid");
        Path said = folder.resolve("said.txt");
        Process duet = start(
                log,
                said,
                "duet",
                "--seed",
                "1",
                "--out",
                "playing",
                "--min-answer",
                "10",
                "--record",
                recording.toString());
        try {
            await(log, said, duet);
            new ProcessBuilder("kill", "-INT", Long.toString(duet.pid()))
                    .start()
                    .waitFor();
            assertTrue(duet.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "it does not end");
        } finally {
            duet.destroyForcibly();
        }
        String out = Files.readString(said);
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

    private static Process start(Path log, Path said, String... words) throws Exception {
        // Surefire hides the class path in a jar's manifest.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--add-exports",
                "java.desktop/com.sun.media.sound=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-D" + PlayingKeyboard.LOG + "=" + log,
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(words));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    /** Waits until a note of the answer sounds and the phrase is shown. */
    private static void await(Path log, Path said, Process duet) throws Exception {
        long began = System.nanoTime();
        while (!Files.exists(log)
                || sounding(Files.readAllLines(log)).isEmpty()
                || !Files.readString(said).contains("you        4 notes")) {
            boolean late = System.nanoTime() - began > TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
            assertTrue(duet.isAlive() && !late, "no answer: " + Files.readString(said));
            Thread.sleep(5);
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
