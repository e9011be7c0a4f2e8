package org.amadeus.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files may be called whatever their system allows; what commands print of them moves no cursor and forges no line. */
class HostileNamesTest {
    private static final String EVIL = "a\u001B[2J\rb\u202Ec\nd";

    @TempDir
    private Path folder;

    private Path evil;

    @BeforeEach
    void write() throws Exception {
        assumeTrue(File.separatorChar == '/', "the system allows no such names");
        evil = Files.createDirectory(folder.resolve(EVIL));
        MadeUpMidi.write(evil, 2, 120);
        Files.move(evil.resolve("piece0.mid"), evil.resolve(EVIL + ".mid"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"info", "events", "plot", "render", "preprocess", "evaluate"})
    void ofMusic(String command) {
        Path piece = evil.resolve(EVIL + ".mid");
        Object[] args =
                switch (command) {
                    case "plot" -> new Object[] {command, piece, evil.resolve(EVIL + ".png")};
                    case "render" -> new Object[] {command, piece, evil.resolve(EVIL + ".wav")};
                    case "preprocess" -> new Object[] {command, "--report", evil, folder.resolve(EVIL + "-dataset")};
                    case "evaluate" -> new Object[] {command, "-d", evil, "--threads", 1};
                    default -> new Object[] {command, piece};
                };
        CliRun run = CliRun.of(args);
        assertEquals(0, run.exit(), run.err());
        holds(run);
    }

    @Test
    void ofSessions() {
        Path session = evil.resolve(EVIL + ".amadeus");
        CliRun converted = CliRun.of("convert", "bundled", session);
        assertEquals(0, converted.exit(), converted.err());
        holds(converted);
        holds(CliRun.of("info", session));
        holds(CliRun.of("generate", "-s", session, "-l", 50, "-o", evil.resolve(EVIL)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"info", "events", "plot", "render", "convert", "preprocess", "evaluate", "quantize", "train"})
    void ofWhatIsNotThere(String command) {
        Path missing = folder.resolve(EVIL + "-missing");
        Object[] args =
                switch (command) {
                    case "convert" -> new Object[] {command, missing, folder.resolve("out.amadeus")};
                    case "plot" -> new Object[] {command, missing, folder.resolve("out.png")};
                    case "render" -> new Object[] {command, missing, folder.resolve("out.wav")};
                    case "preprocess" -> new Object[] {command, missing, folder.resolve("dataset")};
                    case "evaluate" -> new Object[] {command, "-d", missing};
                    case "quantize" -> new Object[] {command, "-s", missing, "-o", folder.resolve("out.amadeus")};
                    case "train" -> new Object[] {command, "-s", folder.resolve("s.amadeus"), "-d", missing};
                    default -> new Object[] {command, missing};
                };
        CliRun run = CliRun.of(args);
        assertTrue(run.exit() == 1 || run.exit() == 2, run.out());
        assertEquals(1, run.err().lines().count(), run.err());
        holds(run);
    }

    private static void holds(CliRun run) {
        String printed = run.out() + run.err();
        assertTrue(
                printed.chars().allMatch(unit -> unit == '\n' || !Character.isISOControl(unit) && unit != 0x202E),
                printed.replace("\u001B", "<ESC>").replace("\r", "<CR>"));
        assertTrue(printed.lines().noneMatch(line -> line.startsWith("d")), printed);
    }
}
