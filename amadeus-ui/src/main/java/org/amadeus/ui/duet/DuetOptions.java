package org.amadeus.ui.duet;

import org.amadeus.live.LiveOptions;

/**
 * How a duet is played on devices.
 *
 * @param playing  how phrases are answered
 * @param thru     whether what the user plays is sent to the output too
 * @param channel  of the output, 0 .. 15
 * @param bindings keys and controllers that steer
 */
public record DuetOptions(LiveOptions playing, boolean thru, int channel, Bindings bindings) {
    /** The usual answers, on channel 1. */
    public static final DuetOptions DEFAULT = new DuetOptions(LiveOptions.DEFAULT, false, 0, Bindings.NOTHING);

    public DuetOptions {
        if (channel < 0 || channel > 15) {
            throw new IllegalArgumentException("channel is " + channel + ", expected 0 .. 15");
        }
    }

    public DuetOptions withPlaying(LiveOptions other) {
        return new DuetOptions(other, thru, channel, bindings);
    }

    public DuetOptions withThru(boolean on) {
        return new DuetOptions(playing, on, channel, bindings);
    }

    public DuetOptions withBindings(Bindings other) {
        return new DuetOptions(playing, thru, channel, other);
    }
}
