package org.amadeus.ui.duet;

/**
 * How a duet is played.
 *
 * @param silence       seconds without a key that end a phrase, 0.05 .. 10
 * @param shortest      seconds an answer lasts at least
 * @param longest       seconds an answer lasts at most, up to 120; between the two it is about as long as the phrase
 * @param velocityScale how loud the answers are beside what the model plays, 0.1 .. 4
 * @param thru          whether what the user plays is sent to the output too
 * @param loop          whether an answer is followed by another, while the user rests
 * @param channel       of the output, 0 .. 15
 * @param bindings      keys and controllers that steer
 */
public record DuetOptions(
        double silence,
        double shortest,
        double longest,
        double velocityScale,
        boolean thru,
        boolean loop,
        int channel,
        Bindings bindings) {
    /** Answers after 0.6 s of silence, for 1 .. 16 s. */
    public static final DuetOptions DEFAULT = new DuetOptions(0.6, 1, 16, 1, false, false, 0, Bindings.NOTHING);

    public DuetOptions {
        require("silence", silence, 0.05, 10);
        require("shortest answer", shortest, 0.1, 120);
        require("longest answer", longest, shortest, 120);
        require("velocity scale", velocityScale, 0.1, 4);
        require("channel", channel, 0, 15);
    }

    public DuetOptions withThru(boolean on) {
        return new DuetOptions(silence, shortest, longest, velocityScale, on, loop, channel, bindings);
    }

    public DuetOptions withLoop(boolean on) {
        return new DuetOptions(silence, shortest, longest, velocityScale, thru, on, channel, bindings);
    }

    public DuetOptions withBindings(Bindings other) {
        return new DuetOptions(silence, shortest, longest, velocityScale, thru, loop, channel, other);
    }

    private static void require(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + least + " .. " + most);
        }
    }
}
