package org.amadeus.data.midi;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The sustain pedal of each channel: what is released while it is down sounds on until it lifts. */
final class SustainPedal {
    /** Hears that a note has ended. */
    interface Listener {
        void ended(Strike strike, long tick);
    }

    private final Listener listener;
    private final boolean[] down = new boolean[16];
    private final Strike[][] held = new Strike[16][128];
    /** Which of {@link #held} there are. */
    private final BitSet pitches = new BitSet(16 * 128);

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
        pitches.set(strike.channel() << 7 | strike.pitch());
    }

    /** Ends the note that is held of a pitch, if any: the pitch is struck again. */
    void endHeld(int channel, int pitch, long tick) {
        Strike strike = held[channel][pitch];
        if (strike != null) {
            held[channel][pitch] = null;
            pitches.clear(channel << 7 | pitch);
            listener.ended(strike, tick);
        }
    }

    /** The notes that are held of a channel, which then holds none; nobody hears that they ended. */
    List<Strike> take(int channel) {
        List<Strike> taken = new ArrayList<>();
        int end = channel + 1 << 7;
        for (int at = pitches.nextSetBit(channel << 7); at >= 0 && at < end; at = pitches.nextSetBit(at + 1)) {
            taken.add(held[channel][at & 127]);
            held[channel][at & 127] = null;
            pitches.clear(at);
        }
        return taken;
    }

    /** Ends the notes that are held of a channel; its pedal stays as it is. */
    void endChannel(int channel, long tick) {
        for (Strike strike : take(channel)) {
            listener.ended(strike, tick);
        }
    }
}
