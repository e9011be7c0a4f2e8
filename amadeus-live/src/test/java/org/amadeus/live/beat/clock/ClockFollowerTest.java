package org.amadeus.live.beat.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.Metre;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockFollowerTest {
    private static final double TICK = 60.0 / 120 / 24;

    private final ClockFollower follower = new ClockFollower(Metre.COMMON);
    private double now = 10;

    private void send(int status) {
        follower.message(now, status, 0, 0);
    }

    private void ticks(int count, double interval) {
        for (int i = 0; i < count; i++) {
            send(ClockMessage.TICK);
            now += interval;
        }
    }

    /** How far the next bar is, in ticks. */
    private long ticksToBar() {
        BeatGrid grid = follower.beats().orElseThrow();
        return Math.round((grid.barFrom(now - TICK / 4) - now) / TICK);
    }

    @Test
    void barsAreCountedFromTheStart() {
        ticks(50, TICK);
        assertTrue(follower.beats().isEmpty());
        send(ClockMessage.START);
        assertEquals(0, ticksToBar());
        ticks(100, TICK);
        assertEquals(92, ticksToBar());
        BeatGrid grid = follower.beats().orElseThrow();
        assertEquals(120, grid.tempo(), 0.01);
        assertEquals(4, grid.beatsPerBar());
    }

    @Test
    void itGoesOnWhereItStoppedOrWhereItWasPut() {
        send(ClockMessage.START);
        ticks(30, TICK);
        send(ClockMessage.STOP);
        assertTrue(follower.beats().isEmpty());
        ticks(40, TICK);
        now += 3;
        send(ClockMessage.CONTINUE);
        ticks(10, TICK);
        // The ticks while it stood count as well: a sequencer that sends them says by its position where it goes on.
        follower.message(now, ClockMessage.POSITION, 9, 1);
        assertEquals(96 - 6 * (128 + 9) % 96, ticksToBar());
        follower.message(now, ClockMessage.POSITION, 0, 0);
        assertEquals(0, ticksToBar());
    }

    @Test
    void anotherMetreHasOtherBars() {
        ClockFollower waltz = new ClockFollower(new Metre(3, 4));
        ClockFollower jig = new ClockFollower(new Metre(6, 8));
        for (int i = 0; i < 80; i++) {
            for (ClockFollower each : List.of(waltz, jig)) {
                if (i == 0) {
                    each.message(now, ClockMessage.START, 0, 0);
                }
                each.message(now + i * TICK, ClockMessage.TICK, 0, 0);
            }
        }
        assertEquals(now + 144 * TICK, waltz.beats().orElseThrow().barFrom(now + 73 * TICK), 1e-6);
        assertEquals(0.25, jig.beats().orElseThrow().beat(), 1e-6);
        assertEquals(now + 144 * TICK, jig.beats().orElseThrow().barFrom(now + 73 * TICK), 1e-6);
    }

    @Test
    void lateTicksAndLostOnesAreToldApart() {
        send(ClockMessage.START);
        ticks(50, TICK);
        // Three are lost.
        now += 3 * TICK;
        ticks(20, TICK);
        assertEquals(96 - 73, ticksToBar());
        // Three come all at once, with the fourth.
        now += 3 * TICK;
        ticks(3, 1e-4);
        now -= 3e-4;
        ticks(20, TICK);
        assertEquals(96 - 96, ticksToBar());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.4, 0.5, 0.7, 1.5, 2, 2.5})
    void aTempoThatJumpsIsFollowed(double slower) {
        send(ClockMessage.START);
        ticks(96, TICK);
        ticks(96 + 48, slower * TICK);
        BeatGrid grid = follower.beats().orElseThrow();
        assertEquals(120 / slower, grid.tempo(), 0.1);
        assertEquals(now + 48 * slower * TICK, grid.barFrom(now), 1e-3);
    }

    @Test
    void aClockThatFailsToComeIsLost() {
        send(ClockMessage.START);
        ticks(50, TICK);
        double lostAt = follower.lostAt();
        assertEquals(now - TICK + 0.5, lostAt, 1e-9);
        follower.advance(lostAt - 1e-6);
        assertTrue(follower.isRunning());
        follower.advance(lostAt);
        assertFalse(follower.isRunning());
        assertEquals(Double.POSITIVE_INFINITY, follower.lostAt());
        now += 1;
        ticks(50, TICK);
        assertTrue(follower.beats().isEmpty());
    }

    @Test
    void whatIsNoTempoHasNoBeats() {
        send(ClockMessage.START);
        ticks(500, 0);
        assertTrue(follower.beats().isEmpty());
        ticks(50_000, 2e-4);
        assertTrue(follower.beats().isEmpty());
        ticks(50, 0.3);
        assertTrue(follower.beats().isEmpty());
        ticks(50, TICK);
        assertEquals(120, follower.beats().orElseThrow().tempo(), 0.1);
    }

    @Test
    void anythingIsTakenForAClock() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(4) == 0 ? random.nextDouble() * 0.7 : random.nextInt(2) * TICK;
            int status = random.nextInt(3) == 0 ? 0xF0 + random.nextInt(16) : ClockMessage.TICK;
            follower.message(now, status, random.nextInt(128), random.nextInt(128));
            follower.beats()
                    .ifPresent(grid -> assertTrue(
                            Math.abs(grid.origin() - now) < 100 && grid.beat() > 0.1, () -> grid + ", seed " + seed));
        }
    }
}
