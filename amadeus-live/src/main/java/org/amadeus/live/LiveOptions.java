package org.amadeus.live;

import org.amadeus.live.beat.InTime;
import org.amadeus.live.mode.Mode;

/**
 * How phrases are answered.
 *
 * @param mode          what the model does beside the player
 * @param answers       whether a phrase is answered by itself; else it only ends, after {@value #LONG_SILENCE} s
 * @param silence       seconds without a key that end a phrase, 0.05 .. 10, or {@link #AUTO}: judged by what was played
 * @param shortest      seconds an answer lasts at least
 * @param longest       seconds an answer lasts at most, up to 120; between the two it is about as long as the phrase
 * @param velocityScale how loud the answers are beside what the model plays, 0.1 .. 4
 * @param follows       whether answers are about as loud and as fast as what they answer
 * @param pedals        whether the sustain pedal holds what two hands can't
 * @param loop          whether an answer is followed by another, while the user rests
 * @param time          how they keep the player's tempo
 */
public record LiveOptions(
        Mode mode,
        boolean answers,
        double silence,
        double shortest,
        double longest,
        double velocityScale,
        boolean follows,
        boolean pedals,
        boolean loop,
        InTime time) {
    /** The silence that is judged by what was played. */
    public static final double AUTO = 0;
    /** Answers that last 1 .. 16 s. */
    public static final LiveOptions DEFAULT =
            new LiveOptions(Mode.ANSWER, true, AUTO, 1, 16, 1, true, true, false, InTime.FREE);
    /** The silence that ends a phrase which is not to be answered by itself, seconds. */
    static final double LONG_SILENCE = 4;
    /** The longest silence that may end a phrase, seconds. */
    public static final double LONGEST_SILENCE = 10;

    public LiveOptions {
        if (silence != AUTO) {
            require("silence", silence, 0.05, LONGEST_SILENCE);
        }
        require("shortest answer", shortest, 0.1, 120);
        require("longest answer", longest, shortest, 120);
        require("velocity scale", velocityScale, 0.1, 4);
    }

    public LiveOptions withMode(Mode other) {
        return new LiveOptions(other, answers, silence, shortest, longest, velocityScale, follows, pedals, loop, time);
    }

    public LiveOptions withAnswers(boolean on) {
        return new LiveOptions(mode, on, silence, shortest, longest, velocityScale, follows, pedals, loop, time);
    }

    public LiveOptions withSilence(double seconds) {
        return new LiveOptions(mode, answers, seconds, shortest, longest, velocityScale, follows, pedals, loop, time);
    }

    /** Answers of {@code shortest} to {@code longest} seconds. */
    public LiveOptions withLength(double shortest, double longest) {
        return new LiveOptions(mode, answers, silence, shortest, longest, velocityScale, follows, pedals, loop, time);
    }

    public LiveOptions withVelocityScale(double factor) {
        return new LiveOptions(mode, answers, silence, shortest, longest, factor, follows, pedals, loop, time);
    }

    public LiveOptions withFollowing(boolean on) {
        return new LiveOptions(mode, answers, silence, shortest, longest, velocityScale, on, pedals, loop, time);
    }

    public LiveOptions withPedal(boolean on) {
        return new LiveOptions(mode, answers, silence, shortest, longest, velocityScale, follows, on, loop, time);
    }

    public LiveOptions withLoop(boolean on) {
        return new LiveOptions(mode, answers, silence, shortest, longest, velocityScale, follows, pedals, on, time);
    }

    public LiveOptions withTime(InTime other) {
        return new LiveOptions(mode, answers, silence, shortest, longest, velocityScale, follows, pedals, loop, other);
    }

    /** How long the answer to a phrase of so many seconds is to be. */
    public double lengthFor(double phrase) {
        return Math.max(shortest, Math.min(longest, phrase));
    }

    private static void require(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(what + " is " + value + ", expected " + least + " .. " + most);
        }
    }
}
