package org.amadeus.charts.tensorboard;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long seconds;
    private final Pace pace = new Pace(
            Duration.ofSeconds(10), 50, () -> Duration.ofSeconds(seconds).toNanos());

    @Test
    void whatIsCheapIsDoneAtTheLeastInterval() {
        assertTrue(pace.isDue());
        pace.done();
        seconds = 9;
        assertFalse(pace.isDue());
        seconds = 10;
        assertTrue(pace.isDue());
    }

    @Test
    void whatIsCostlyIsDoneRarely() {
        pace.isDue();
        pace.done();
        seconds = 10;
        assertTrue(pace.isDue());
        seconds = 12;
        pace.done();
        seconds = 109;
        assertFalse(pace.isDue());
        seconds = 110;
        assertTrue(pace.isDue());
    }

    @Test
    void aSlowFirstTimeDoesNotCount() {
        assertTrue(pace.isDue());
        seconds = 2;
        pace.done();
        seconds = 10;
        assertTrue(pace.isDue());
    }
}
