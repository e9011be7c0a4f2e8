package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CountedTest {
    @Test
    void oneIsNoOthers() {
        assertEquals("0 notes", Counted.of(0, "note"));
        assertEquals("1 note", Counted.of(1, "note"));
        assertEquals("2,048 notes", Counted.of(2048, "note"));
        assertEquals("1 batch", Counted.of(1, "batch", "batches"));
        assertEquals("3 batches", Counted.of(3, "batch", "batches"));
    }

    @Test
    void littleMusicIsMinutes() {
        assertEquals("1,199.5 hours", Counted.hours(1199.5));
        assertEquals("1.0 hours", Counted.hours(1));
        assertEquals("1.5 minutes", Counted.hours(0.025));
    }
}
