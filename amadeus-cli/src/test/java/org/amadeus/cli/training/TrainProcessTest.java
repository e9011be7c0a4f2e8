package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.cli.CliProcess;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.MadeUpMidi;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command train as a program of its own, ended by Ctrl-C. */
class TrainProcessTest {
    private static final Pattern END = Pattern.compile("Stopped after (\\d+) iterations \\((\\d+) in all\\)");
    private static final Pattern COMMAND =
            Pattern.compile(": the session; the same command goes on from here: \\./amadeus (.*)");

    @TempDir
    private Path folder;

    @Test
    void ctrlCSavesAndGoingOnEqualsNeverHavingStopped() throws Exception {
        MadeUpMidi.write(folder.resolve("midi"), 6, 40);
        Path dataset = folder.resolve("dataset");
        assertEquals(
                0,
                CliRun.of("preprocess", folder.resolve("midi"), dataset, "--valid-ratio", 0.5)
                        .exit());
        Path file = folder.resolve("model.amadeus");
        String said;
        try (CliProcess train = CliProcess.start(
                folder.resolve("said.txt"),
                List.of("-Damadeus.command=./amadeus"),
                command(file, dataset, 1_000_000))) {
            train.await(text -> text.contains("iteration 10: validation NLL"));
            int exit = train.interrupt();
            said = train.said();
            assertEquals(CliProcess.CTRL_C, exit, said);
        }

        long done = Long.parseLong(found(END, said).group(2));
        assertTrue(done >= 10, said);
        assertEquals(done, SessionFiles.load(file).progress().iterations(), "nothing that was learned is lost");
        assertTrue(SessionFiles.load(folder.resolve("model.best.amadeus"))
                        .progress()
                        .iterations()
                >= 5);
        assertTrue(said.contains("Next: ./amadeus generate -s " + folder.resolve("model.best.amadeus")), said);

        List<String> shown = List.of(found(COMMAND, said).group(1).split(" "));
        assertEquals(List.of(command(file, dataset, 1_000_000)), shown);
        long end = done + 5;
        CliRun goneOn = CliRun.of((Object[]) command(file, dataset, end));
        assertEquals(0, goneOn.exit(), goneOn.err());
        assertTrue(goneOn.out().startsWith(file + ": goes on after iteration " + done + ", seed 7\n"), goneOn.out());
        assertTrue(goneOn.out().contains("Done after 5 iterations (" + end + " in all)"), goneOn.out());

        Path whole = folder.resolve("whole.amadeus");
        assertEquals(0, CliRun.of((Object[]) command(whole, dataset, end)).exit());
        assertSame(SessionFiles.load(whole), SessionFiles.load(file));
    }

    /** A training that saves in between neither by time nor at the end of the test. */
    private static String[] command(Path file, Path dataset, long iterations) {
        List<String> words = new ArrayList<>(List.of("train", "-s", file.toString(), "-d", dataset.toString()));
        words.addAll(List.of("-b", "4", "-w", "30", "-p", "hidden_dim=8,gru_layers=2", "--seed", "7"));
        words.addAll(List.of("-i", "3600", "--validate-every", "5", "--iterations", Long.toString(iterations)));
        return words.toArray(String[]::new);
    }

    private static Matcher found(Pattern pattern, String said) {
        Matcher matcher = pattern.matcher(said);
        assertTrue(matcher.find(), said);
        return matcher;
    }

    /** Bit for bit: weights, Adam's memory, what it was best at. */
    private static void assertSame(Session expected, Session session) {
        assertSame(expected.parameters().asMap(), session.parameters().asMap());
        AdamState adam = session.optimizer().orElseThrow();
        AdamState other = expected.optimizer().orElseThrow();
        assertEquals(other.step(), adam.step());
        assertSame(other.firstMoments(), adam.firstMoments());
        assertSame(other.secondMoments(), adam.secondMoments());
        assertEquals(expected.progress().bestNll(), session.progress().bestNll());
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> arrays) {
        assertEquals(expected.keySet(), arrays.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, arrays.get(name), name));
    }
}
