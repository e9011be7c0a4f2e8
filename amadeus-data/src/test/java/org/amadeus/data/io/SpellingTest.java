package org.amadeus.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void swappedLettersAreOneSlip() {
        assertEquals(1, Spelling.slips("plya", "play"));
        assertEquals(4, Spelling.slips("", "play"));
        assertEquals(0, Spelling.slips("play", "play"));
    }
}
