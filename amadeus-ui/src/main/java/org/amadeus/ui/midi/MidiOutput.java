package org.amadeus.ui.midi;

/** Where channel messages are played: an instrument, a synthesizer, a recording. Not thread-safe unless it says so. */
public interface MidiOutput extends AutoCloseable {
    /** What a user calls it. */
    String name();

    /**
     * Plays a message now.
     *
     * @param status 0x80 .. 0xEF, kind and channel; or a {@link org.amadeus.live.beat.clock.ClockMessage}
     * @param data1  0 .. 127
     * @param data2  0 .. 127; 0 where the message has one data byte
     * @throws DeviceLostException where the device is gone
     */
    void send(int status, int data1, int data2);

    /** Whether the device is known to be gone, so that {@link #send} would say so; found out without sending. */
    default boolean isLost() {
        return false;
    }

    /** Gives the device back. Ends no note: {@link TidyOutput} does. */
    @Override
    void close();
}
