package org.amadeus.ui.midi;

/** Hears the channel messages of an input. Called on the device's own thread: must return at once. */
@FunctionalInterface
public interface MidiListener {
    /**
     * @param nanos  when it came, on the clock of {@link System#nanoTime}
     * @param status 0x80 .. 0xEF
     * @param data1  0 .. 127
     * @param data2  0 .. 127
     */
    void message(long nanos, int status, int data1, int data2);

    /**
     * Hears a message of a clock, {@link org.amadeus.live.beat.clock.ClockMessage}.
     *
     * @param nanos when it came, as above
     */
    default void clock(long nanos, int status, int data1, int data2) {
        // Who keeps no time has no use for it.
    }
}
