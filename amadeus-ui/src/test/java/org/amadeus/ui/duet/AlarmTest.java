package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final Alarm alarm = new Alarm();

    @Test
    void neverWakesAfterHavingSaidThatThereIsTime() {
        for (int i = 0; i < 50; i++) {
            long due = System.nanoTime() + 3_000_000;
            while (!alarm.sleep(due)) {
                assertTrue(System.nanoTime() < due + 1_000_000_000, "sleeps on and on");
            }
            Alarm.awake(due, () -> false);
            assertTrue(System.nanoTime() >= due, "woke too early");
        }
    }

    @Test
    void aTimeThatHasPassedIsNotSleptFor() {
        assertTrue(alarm.sleep(System.nanoTime() - 1));
        Alarm.awake(System.nanoTime() - 1, () -> {
            throw new AssertionError("looked around after the time");
        });
    }

    @Test
    void anUnparkedThreadLooksAround() {
        LockSupport.unpark(Thread.currentThread());
        long start = System.nanoTime();
        assertFalse(alarm.sleep(start + 3_600_000_000_000L));
        assertTrue(System.nanoTime() - start < 1_000_000_000L);
    }

    @Test
    void whoeverIsCalledDoesNotWait() {
        AtomicInteger looks = new AtomicInteger();
        Alarm.awake(System.nanoTime() + 3_600_000_000_000L, () -> looks.incrementAndGet() > 100);
        assertTrue(looks.get() > 100);
    }
}
