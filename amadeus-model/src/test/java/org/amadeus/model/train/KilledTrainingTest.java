package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} at random moments of a program that does nothing but save: a session that loads always remains. */
class KilledTrainingTest {
    private static final ModelConfig SMALL = new ModelConfig(8, 240, 24, 64, 2, 0.3, CodecProfile.EXPRESSIVE);

    @TempDir
    Path folder;

    @Test
    void aSessionRemainsThatLoads() throws IOException, InterruptedException {
        killWhileSaving(3);
    }

    @Test
    @Tag("slow")
    void aSessionRemainsThatLoadsAHundredTimes() throws IOException, InterruptedException {
        killWhileSaving(100);
    }

    private void killWhileSaving(int times) throws IOException, InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path file = folder.resolve("model.amadeus");
        long saved = 0;
        int left = 0;
        for (int i = 0; i < times; i++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xshare:auto",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SavingLoop.class.getName(),
                            file.toString(),
                            Long.toString(saved))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
                assertEquals("saving", out.readLine());
                Thread.sleep(random.nextInt(60));
            } finally {
                child.destroyForcibly().waitFor();
            }
            long best =
                    SessionFiles.load(new Checkpoints(file).best()).progress().iterations();
            Session session = SessionFiles.load(file);
            long progress = session.progress().iterations();
            assertTrue(Math.abs(best - progress) <= 1, "kill " + i + ", seed " + seed + ": " + best + ", " + progress);
            assertTrue(progress >= saved, "kill " + i + ", seed " + seed + ": " + progress + " after " + saved);
            saved = progress;
            left += files().size() - 2;
            new Checkpoints(file).removeLeftovers();
            assertEquals(
                    List.of(file, new Checkpoints(file).best()), files(), "what the killed program left is removed");
        }
        assertTrue(saved > times, "every program saved more than once, as " + saved + " tells");
        System.out.println(left + " parts left by " + times + " kills");
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.sorted(Comparator.comparing(path -> path.toString().length()))
                    .toList();
        }
    }

    /** Saves the same small model again and again, with a number that rises. Arguments: the file, the number. */
    static final class SavingLoop {
        private SavingLoop() {}

        public static void main(String[] args) {
            Session session = Session.untrained(SMALL, 1);
            Checkpoints files = new Checkpoints(Path.of(args[0]));
            for (long number = Long.parseLong(args[1]) + 1; ; number++) {
                OptionalDouble none = OptionalDouble.empty();
                Session next = new Session(
                        session.config(),
                        session.stepGraph(),
                        session.optimizer(),
                        new TrainingProgress(number, 0, 1, none, none, none, none, "", Optional.empty()),
                        session.provenance());
                files.save(next);
                files.saveBest(next);
                if (number == Long.parseLong(args[1]) + 2) {
                    System.out.println("saving");
                }
            }
        }
    }
}
