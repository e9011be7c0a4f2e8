package org.amadeus.live.voice;

import org.amadeus.data.events.EventCodec;
import org.amadeus.live.Conductor;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.mode.Mode;

/**
 * A phrase and what is played to it in each mode, on a clock of its own and to nobody. The first steps of a model and the
 * first answer load and compile what they need, which takes half a second that nobody is to wait for.
 */
final class WarmUp {
    /** Seconds from note to note: a player's, whose tempo is estimated. */
    private static final double BEAT = 0.5;

    private static final int NOTES = 6;
    private static final double ANSWER = 1;
    /** Seconds after the phrase by when its answer is over. */
    private static final double LONGEST = 6;

    private static final double NAP = 1e-3;

    private static final Conductor.Listener NOBODY = new Conductor.Listener() {
        @Override
        public void strike(double at, int pitch, int velocity) {}

        @Override
        public void release(double at, int pitch) {}
    };

    private final Soloist soloist;
    private final EventCodec codec;

    WarmUp(Soloist soloist, EventCodec codec) {
        this.soloist = soloist;
        this.codec = codec;
    }

    void play() {
        for (Mode mode : Mode.values()) {
            LiveOptions options = LiveOptions.DEFAULT.withMode(mode).withLength(ANSWER, ANSWER);
            play(new Conductor(options, soloist.improviser(), codec, NOBODY, Lookahead.AT_ONCE));
        }
    }

    private void play(Conductor conductor) {
        for (int i = 0; i < NOTES; i++) {
            int pitch = 62 + 2 * i;
            conductor.strike(i * BEAT, pitch, 70);
            pass(conductor, i * BEAT, (i + 0.9) * BEAT);
            conductor.release((i + 0.9) * BEAT, pitch);
        }
        pass(conductor, NOTES * BEAT, NOTES * BEAT + LONGEST);
        conductor.stop(NOTES * BEAT + LONGEST);
        soloist.settle();
    }

    /** Lets that time pass; the model takes none of it. */
    private void pass(Conductor conductor, double from, double until) {
        double now = from;
        while (now <= until) {
            double next = conductor.advance(now);
            if (next > now) {
                now = next;
            } else if (!soloist.step()) {
                now += NAP;
            }
        }
    }
}
