package org.amadeus.live.beat.clock;

/** The system messages of MIDI that a clock consists of (MIDI 1.0 Detailed Specification, System Common and Real Time). */
public final class ClockMessage {
    /** Where in the song it goes on: 14 bits, the low seven first, in sixteenths. */
    public static final int POSITION = 0xF2;
    /** A 24th of a quarter has passed. */
    public static final int TICK = 0xF8;
    /** The next tick is the song's first. */
    public static final int START = 0xFA;
    /** The next tick is where the song was stopped, or where it was put. */
    public static final int CONTINUE = 0xFB;

    public static final int STOP = 0xFC;

    static final int TICKS_PER_QUARTER = 24;
    static final int TICKS_PER_SIXTEENTH = 6;

    private ClockMessage() {}

    /** Whether it is one of these. */
    public static boolean is(int status) {
        return status == POSITION || status == TICK || status == START || status == CONTINUE || status == STOP;
    }
}
