package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Players who come and go, play at random, ask for nonsense and break their connections, with a model that fails now and
 * then, on a clock that runs many times as fast: every request is answered or refused, and when all are gone nothing of
 * them is left.
 */
class StudioSoakTest {
    private static final int PLAYERS = 10;
    /** One step in so many fails. */
    private static final int STEPS_PER_FAULT = 400;

    private final long seed = System.nanoTime();
    private final AtomicLong faults = new AtomicLong();

    @Test
    void twoMinutes() throws Exception {
        soak(120, 30);
    }

    @Test
    @Tag("slow")
    void anHour() throws Exception {
        soak(3600, 30);
    }

    /**
     * @param seconds how long it lasts by the studio's clock
     * @param speed   how many of these seconds pass in one
     */
    private void soak(int seconds, int speed) throws Exception {
        System.out.println("seed " + seed);
        long began = System.nanoTime();
        LongSupplier clock = () -> began + (System.nanoTime() - began) * speed;
        Random random = new Random(seed);
        StudioModel model = new StudioModel(
                Map.of("name", "faulty"),
                batch -> new FaultyModel(TinyModel.batches(16).apply(batch), () -> fault(random)));
        ExecutorService threads = Executors.newFixedThreadPool(PLAYERS);
        try (StudioServer studio = StudioServer.start(model, 0, StudioLimits.DEFAULT, clock)) {
            long from = clock.getAsLong();
            List<SoakPlayer> players = new ArrayList<>();
            List<Future<?>> playing = new ArrayList<>();
            for (int i = 0; i < PLAYERS; i++) {
                SoakPlayer player = new SoakPlayer(studio, new Random(seed + i));
                players.add(player);
                playing.add(threads.submit(() -> player.playUntil(() -> clock.getAsLong() - from > seconds * 1e9)));
            }
            Thread.sleep(1000L * seconds / speed / 4);
            long early = memory();
            for (Future<?> player : playing) {
                player.get();
            }
            eventually(() -> studio.sessions() == 0 && studio.voices() == 0);
            long late = memory();
            long asked = players.stream().mapToLong(SoakPlayer::asked).sum();
            long answered = players.stream().mapToLong(SoakPlayer::answered).sum();
            long refused = players.stream().mapToLong(SoakPlayer::refused).sum();
            long uploads = players.stream().mapToLong(SoakPlayer::uploads).sum();
            long left = players.stream().mapToLong(SoakPlayer::left).sum();
            System.out.printf(
                    "%d s: %d answers asked for, %d ended, %d refused, %d left behind; %d uploads; %d faults;"
                            + " heap %.1f MiB, then %.1f MiB%n",
                    seconds,
                    asked,
                    answered,
                    refused,
                    left,
                    uploads,
                    faults.get(),
                    early / 1048576.0,
                    late / 1048576.0);
            assertEquals(asked, answered + refused + left, "requests without an answer, seed " + seed);
            assertTrue(
                    answered > PLAYERS && refused > 0 && uploads > 0 && faults.get() > 0, "hardly anything happened");
            assertTrue(late - early < 24 << 20, "the heap grew from " + early + " to " + late + ", seed " + seed);
            try (PageStandIn page = PageStandIn.open(studio.port())) {
                page.send("{\"type\":\"stop\",\"id\":1}");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Throwable fault(Random random) {
        if (random.nextInt(STEPS_PER_FAULT) > 0) {
            return null;
        }
        faults.incrementAndGet();
        Throwable fault =
                switch (random.nextInt(3)) {
                    case 0 -> new IllegalStateException("made up");
                    case 1 -> new OutOfMemoryError("made up");
                    default -> new StackOverflowError("made up");
                };
        // Some hundred of them are written to the log.
        fault.setStackTrace(new StackTraceElement[0]);
        return fault;
    }

    /** Bytes of the heap that are in use once garbage is gone. */
    private static long memory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
