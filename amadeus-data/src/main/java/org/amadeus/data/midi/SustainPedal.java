package org.amadeus.data.midi;

/** The sustain pedal of each channel: what is released while it is down sounds on until it lifts. */
final class SustainPedal {
    /** Hears that a note has ended. */
    interface Listener {
        void ended(Strike strike, long tick);
    }

    private final Listener listener;
    private final boolean[] down = new boolean[16];
    private final Strike[][] held = new Strike[16][128];

    SustainPedal(Listener listener) {
        this.listener = listener;
    }

    boolean isDown(int channel) {
        return down[channel];
    }

    /** The pedal of a channel goes down or up. */
    void set(int channel, boolean isDown, long tick) {
        if (down[channel] && !isDown) {
            endChannel(channel, tick);
        }
        down[channel] = isDown;
    }

    /** A key is released whose note is to sound on. */
    void hold(Strike strike, long tick) {
        endHeld(strike.channel(), strike.pitch(), tick);
        held[strike.channel()][strike.pitch()] = strike;
    }

    /** Ends the note that is held of a pitch, if any: the pitch is struck again. */
    void endHeld(int channel, int pitch, long tick) {
        Strike strike = held[channel][pitch];
        if (strike != null) {
            held[channel][pitch] = null;
            listener.ended(strike, tick);
        }
    }

    /** The file ends. */
    void endAll(long tick) {
        for (int channel = 0; channel < held.length; channel++) {
            endChannel(channel, tick);
        }
    }

    private void endChannel(int channel, long tick) {
        for (int pitch = 0; pitch < 128; pitch++) {
            endHeld(channel, pitch, tick);
        }
    }
}
