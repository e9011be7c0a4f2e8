package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * As many pages as the studio promises to serve at once, each asking for answers all the time, on the bundled model.
 * Prints how many notes came too late to be played in time and how the memory went; a test does not own its machine, so
 * only what holds on any is asserted.
 */
@Tag("slow")
class StudioLoadTest {
    private static final int PAGES = 32;
    private static final double SECONDS = 60;
    /** The page begins to play this long after the first note has come, seconds; see studio.js. */
    private static final double BREATH = 0.05;

    /** What a page saw. */
    private record Seen(int answers, int notes, int late, double latest) {}

    @Test
    void thirtyTwoPagesForAMinute() throws Exception {
        StudioModel model = StudioModel.of("bundled", BundledModel.load(), 1);
        ExecutorService players = Executors.newFixedThreadPool(PAGES);
        try (StudioServer studio = StudioServer.start(model, 0, StudioLimits.DEFAULT)) {
            long began = System.nanoTime();
            List<Future<Seen>> pages = new ArrayList<>();
            for (int i = 0; i < PAGES; i++) {
                int number = i;
                pages.add(players.submit(() -> play(studio.port(), number, began)));
            }
            Thread.sleep(Duration.ofSeconds(15).toMillis());
            long early = memory();
            Thread.sleep(Duration.ofSeconds(40).toMillis());
            long end = memory();
            int answers = 0;
            int notes = 0;
            int late = 0;
            double latest = 0;
            for (Future<Seen> page : pages) {
                Seen seen = page.get();
                assertTrue(seen.answers() > 0 && seen.notes() > 0, seen::toString);
                answers += seen.answers();
                notes += seen.notes();
                late += seen.late();
                latest = Math.max(latest, seen.latest());
            }
            System.out.printf(
                    Locale.ROOT,
                    "%d pages, %.0f s: %d answers, %d notes, %d late (%.3f %%), the latest by %.0f ms;"
                            + " heap in use after 15 s %.1f MiB, after 55 s %.1f MiB; resident %s%n",
                    PAGES,
                    SECONDS,
                    answers,
                    notes,
                    late,
                    100.0 * late / notes,
                    1000 * latest,
                    early / 1048576.0,
                    end / 1048576.0,
                    resident());
            assertTrue(end - early < 32 << 20, "the heap grew from " + early + " to " + end + " bytes");
        } finally {
            players.shutdownNow();
        }
    }

    /** Asks for one answer after the other, listening between them as a page does, until the minute is over. */
    private static Seen play(int port, int number, long began) {
        int answers = 0;
        int notes = 0;
        int late = 0;
        double latest = 0;
        try (PageStandIn page = PageStandIn.open(port)) {
            while (passed(began) < SECONDS) {
                page.send(
                        "{\"type\":\"listen\",\"id\":900,\"at\":1,\"notes\":" + PageStandIn.PHRASE + ",\"until\":1.0}");
                page.askForAnswer(answers, 4 + (number + answers) % 9, 1000L * number + answers);
                double first = Double.NaN;
                JsonNode said = page.next();
                while (!said.path("type").asText().equals("end")) {
                    if (said.path("type").asText().equals("on")) {
                        double now = passed(began);
                        first = Double.isNaN(first) ? now : first;
                        double lateness =
                                now - (first + BREATH + said.path("at").asDouble());
                        notes++;
                        late += lateness > 0 ? 1 : 0;
                        latest = Math.max(latest, lateness);
                    }
                    said = page.next();
                }
                assertEquals("complete", said.path("why").asText(), said::toString);
                // The rest of the answer is heard to its end before the next phrase, as at a piano.
                double rest = first + said.path("seconds").asDouble() - passed(began);
                Thread.sleep((long) (1000 * Math.max(0, Math.min(rest, SECONDS - passed(began)))));
                answers++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Seen(answers, notes, late, latest);
    }

    private static double passed(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /** Bytes of the heap that are in use once garbage is gone. */
    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static String resident() throws Exception {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .findFirst()
                        .orElse("unknown")
                        .replaceAll("\\s+", " ")
                : "unknown";
    }
}
