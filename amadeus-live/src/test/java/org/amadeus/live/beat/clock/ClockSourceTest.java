package org.amadeus.live.beat.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.Metre;
import org.junit.jupiter.api.Test;

class ClockSourceTest {
    private final List<Integer> said = new ArrayList<>();
    private final List<Double> when = new ArrayList<>();
    private final ClockSource source = new ClockSource(status -> {
        said.add(status);
        when.add(this.now);
    });
    private double now;

    private void until(double time) {
        while (true) {
            double next = source.advance(now);
            if (next > time) {
                break;
            }
            now = Math.max(now, next);
        }
        now = time;
    }

    @Test
    void whoFollowsItHasTheSameBars() {
        BeatGrid grid = Metre.COMMON.from(0.3, 100);
        source.beats(Optional.of(grid));
        until(8);
        ClockFollower follower = new ClockFollower(Metre.COMMON);
        for (int i = 0; i < said.size(); i++) {
            follower.message(when.get(i), said.get(i), 0, 0);
        }
        assertEquals(grid.barFrom(8), follower.beats().orElseThrow().barFrom(8), 1e-6);
        assertEquals(
                1, said.stream().filter(status -> status == ClockMessage.START).count());
        source.stop();
        assertEquals(ClockMessage.STOP, said.get(said.size() - 1));
        int count = said.size();
        source.stop();
        assertEquals(count, said.size());
    }

    @Test
    void itStopsWithTheBeatsAndWhereTheyJump() {
        source.beats(Optional.of(Metre.COMMON.from(0, 120)));
        until(5);
        source.beats(Optional.of(Metre.COMMON.from(1, 120)));
        until(5.1);
        assertTrue(said.contains(ClockMessage.STOP));
        until(8);
        assertEquals(
                2, said.stream().filter(status -> status == ClockMessage.START).count());
        source.beats(Optional.empty());
        until(9);
        assertEquals(ClockMessage.STOP, said.get(said.size() - 1));
    }

    @Test
    void noSleepAndNoBeatsMakeItSendWithoutEnd() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            now += random.nextInt(50) == 0 ? random.nextDouble() * 1e5 : random.nextDouble() * 0.05;
            if (random.nextInt(10) == 0) {
                source.beats(
                        random.nextBoolean()
                                ? Optional.empty()
                                : Optional.of(
                                        new BeatGrid(now + random.nextGaussian(), 0.15 + random.nextDouble(), 4)));
            }
            int before = said.size();
            source.advance(now);
            assertTrue(said.size() - before < 60, () -> "seed " + seed);
        }
    }
}
