package org.amadeus.live;

import java.util.BitSet;
import org.amadeus.live.keyboard.TwoHands;

/**
 * Plays with the sustain pedal what two hands can't hold: it goes down a moment after the stroke that is too much for them
 * and up with the next note that ends, so that every note sounds exactly as long as without it. Models learn notes as long
 * as the pedal held them; so the notes that overlap say where it was. A listener before another; it is told of strokes and
 * releases in the order of their times.
 */
final class Sustained implements Conductor.Listener {
    /** The foot follows the hand, and dampers take their time: from a stroke or a note's end until it goes down, seconds. */
    private static final double LATER = 0.03;

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Conductor.Listener listener;
    private final BitSet held = new BitSet(128);
    private boolean on;
    private boolean down;
    /** When it went down last, and when it is to. */
    private double downAt;

    private double due = NEVER;

    Sustained(Conductor.Listener listener, boolean on) {
        this.listener = listener;
        this.on = on;
    }

    /** Whether it is used from now on; one that is down stays so to the next note's end. */
    void use(boolean used) {
        on = used;
        due = NEVER;
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        settle(at);
        held.set(pitch);
        listener.strike(at, pitch, velocity);
        if (on && !down && due == NEVER && !TwoHands.canHold(held)) {
            due = at + LATER;
        }
    }

    @Override
    public void release(double at, int pitch) {
        settle(at);
        if (down) {
            down = false;
            // What was told beforehand and is broken off ends no earlier than it would have begun.
            listener.pedal(Math.max(downAt, at), false);
        }
        held.clear(pitch);
        listener.release(at, pitch);
        due = on && !TwoHands.canHold(held) ? at + LATER : NEVER;
    }

    private void settle(double until) {
        if (due < until) {
            down = true;
            downAt = due;
            due = NEVER;
            listener.pedal(downAt, true);
        }
    }

    /** Tells what the pedal does by then; returns when it moves next by itself. */
    double advance(double until) {
        settle(Math.nextUp(until));
        return due;
    }

    @Override
    public void phraseOver(PhraseEnd end) {
        listener.phraseOver(end);
    }

    @Override
    public void answerOver(double at, int notes, Ending why) {
        listener.answerOver(at, notes, why);
    }

    /** Nobody hears it any more: what it holds is not told to end. */
    void forget() {
        held.clear();
        down = false;
        due = NEVER;
    }
}
