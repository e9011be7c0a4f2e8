package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.amadeus.cli.CliProcess;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.data.io.Hold;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training whose files can't be written, or that is ended from outside: what was saved stays whole. */
class TrainFaultsTest {
    private static final int SIGTERM = 128 + 15;
    private static final int SIGKILL = 128 + 9;

    @TempDir
    private Path folder;

    private Path file;
    private Path best;

    @BeforeEach
    void trainALittle() throws IOException {
        MadeUpMidi.write(folder.resolve("midi"), 6, 40);
        CliRun made = CliRun.of("preprocess", folder.resolve("midi"), folder.resolve("dataset"), "--valid-ratio", 0.5);
        assertEquals(0, made.exit(), made.err());
        Files.createDirectory(folder.resolve("save"));
        file = folder.resolve("save/model.amadeus");
        best = folder.resolve("save/model.best.amadeus");
        CliRun run = CliRun.of((Object[]) command("--iterations", "2", "-p", "hidden_dim=64,gru_layers=1"));
        assertEquals(0, run.exit(), run.err());
    }

    private String[] command(String... more) {
        List<String> words = new ArrayList<>(List.of("train", "-s", file.toString(), "-d"));
        words.add(folder.resolve("dataset").toString());
        words.addAll(List.of("-b", "4", "-w", "30", "--validate-every", "1", "-i", "0.001"));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    @Test
    void anotherRunOnTheSameSessionIsRefused() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (Hold other = Hold.on(file).orElseThrow()) {
            CliRun run = CliRun.of((Object[]) command("--iterations", "3"));
            assertEquals(1, run.exit(), run.err());
            assertTrue(run.error().startsWith("amadeus: " + file + ": another run trains this session"), run.err());
            assertArrayEquals(before, Files.readAllBytes(file));
        }
        CliRun run = CliRun.of((Object[]) command("--iterations", "3"));
        assertEquals(0, run.exit(), run.err());
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(2, left.count(), "the two sessions and no lock");
        }
    }

    @Test
    void aMidiFileIsNoSessionToTrain() throws IOException {
        Path music = folder.resolve("midi/piece0.mid");
        byte[] before = Files.readAllBytes(music);
        for (Path named : List.of(music, folder.resolve("new.mid"))) {
            String[] words = command("--iterations", "3");
            words[2] = named.toString();
            CliRun run = CliRun.of((Object[]) words);
            assertTrue(run.exit() == 1 || run.exit() == 2, run.err());
            assertTrue(run.error().contains(named + ": "), run.err());
        }
        assertArrayEquals(before, Files.readAllBytes(music));
        assertTrue(Files.notExists(folder.resolve("new.mid")));
    }

    @Test
    void aNameWithoutRoomForTheBestOneBesideItIsRefusedAtOnce() throws IOException {
        String[] words = command("--iterations", "3");
        Path longest = folder.resolve("n".repeat(247) + ".amadeus");
        words[2] = longest.toString();
        CliRun run = CliRun.of((Object[]) words);
        assertEquals(1, run.exit(), run.err());
        assertTrue(run.error().contains(".best.amadeus: "), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(Files.notExists(longest));
    }

    /** A limit on the size of files is, to a program, a disk that is full. */
    @Test
    void onAFullDiskBothFilesStayAsTheyWere() throws IOException, InterruptedException {
        byte[] before = Files.readAllBytes(file);
        byte[] bestBefore = Files.readAllBytes(best);
        Path said = folder.resolve("said.txt");
        try (CliProcess train = CliProcess.startLimited(said, 100, command("--iterations", "6", "-l", "0.01"))) {
            assertEquals(1, train.end(), train.said());
            assertTrue(train.said().contains("the training goes on and tries again"), train.said());
            assertTrue(train.said().contains("amadeus: " + file + ": can't be written: File too large"), train.said());
        }
        assertArrayEquals(before, Files.readAllBytes(file));
        assertArrayEquals(bestBefore, Files.readAllBytes(best));
        assertEquals(List.of(best, file), files());
    }

    @Test
    void sigtermSaves() throws IOException, InterruptedException {
        try (CliProcess train = CliProcess.start(folder.resolve("said.txt"), List.of(), command())) {
            train.await(text -> text.contains("iteration 5: validation NLL"));
            assertEquals(SIGTERM, train.signal("TERM"), train.said());
            assertTrue(train.said().contains("Stopped after "), train.said());
        }
        assertTrue(SessionFiles.load(file).progress().iterations() >= 5);
        assertEquals(List.of(best, file), files());
    }

    @Test
    void aKilledTrainingLeavesTwoSessionsThatLoad() throws IOException, InterruptedException {
        kill(1);
    }

    @Test
    @Tag("slow")
    void aTrainingKilledAHundredTimesLeavesTwoSessionsThatLoad() throws IOException, InterruptedException {
        kill(100);
    }

    private void kill(int times) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long iterations = 2;
        for (int i = 0; i < times; i++) {
            try (CliProcess train = CliProcess.start(folder.resolve("said.txt"), List.of(), command())) {
                long next = iterations + 1;
                train.await(text -> text.contains("iteration " + next + ": validation NLL"));
                Thread.sleep(random.nextInt(200));
                assertEquals(SIGKILL, train.signal("KILL"), train.said());
            }
            Session session = SessionFiles.load(file);
            assertTrue(session.progress().iterations() >= iterations, "kill " + i + ", seed " + seed);
            iterations = session.progress().iterations();
            assertEquals(
                    SessionFiles.load(best).progress().bestOn(),
                    session.progress().bestOn(),
                    "kill " + i + ", seed " + seed);
        }
        CliRun after = CliRun.of((Object[]) command("--iterations", Long.toString(iterations + 1)));
        assertEquals(0, after.exit(), after.err());
        assertEquals(List.of(best, file), files(), "the next start removes what the killed one left");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder.resolve("save"))) {
            return all.sorted(java.util.Comparator.comparing(
                            path -> -path.toString().length()))
                    .toList();
        }
    }
}
