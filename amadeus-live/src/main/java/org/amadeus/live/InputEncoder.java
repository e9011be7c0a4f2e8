package org.amadeus.live;

import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.keyboard.KeysDown;

/**
 * Turns keys and pedal into the events of a codec profile while they are played. Expressive: what a time shift leaves
 * over is carried to the next, the pedal lengthens notes, a velocity event comes where it changes. Reference: the rest is
 * dropped, the pedal is ignored, every note has its velocity; as its models were trained.
 */
final class InputEncoder {
    /** Longer silences are encoded as this many seconds: training pieces have none. */
    private static final double LONGEST_REST = 4;

    private static final double SHORTEST = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT);
    private static final double ROUNDING = 1e-9;

    private final EventCodec codec;
    private final KeysDown keys;
    private final IntConsumer events;
    /** Pitches whose note on was encoded and whose note off was not. */
    private final boolean[] sounding = new boolean[128];
    /** Those among them that the player neither struck nor holds. */
    private final boolean[] beside = new boolean[128];

    private double quantised = Double.NaN;
    private int velocityEvent = -1;

    /**
     * @param keys   what is down
     * @param events   takes each event as it happens
     */
    InputEncoder(EventCodec codec, KeysDown keys, IntConsumer events) {
        this.codec = codec;
        this.keys = keys;
        this.events = events;
    }

    void noteOn(double now, int pitch, int velocity) {
        if (!isOnPiano(pitch)) {
            return;
        }
        pass(now);
        if (sounding[pitch]) {
            events.accept(EventVocabulary.noteOff(pitch));
        }
        int loudness = codec.velocityEvent(velocity);
        if (codec.velocityBeforeEveryNote() || loudness != velocityEvent) {
            events.accept(loudness);
            velocityEvent = loudness;
        }
        events.accept(EventVocabulary.noteOn(pitch));
        sounding[pitch] = true;
        beside[pitch] = false;
    }

    /** The model struck a pitch while the player plays: neither the player's keys nor the pedal hold it. */
    void besideOn(double now, int pitch, int velocity) {
        noteOn(now, pitch, velocity);
        beside[pitch] = true;
    }

    /** It let go of it. */
    void besideOff(double now, int pitch) {
        if (beside[pitch]) {
            release(now, pitch);
        }
    }

    void noteOff(double now, int pitch) {
        if (sounding[pitch] && !beside[pitch] && !(codec.usesPedal() && keys.pedalDown())) {
            release(now, pitch);
        }
    }

    /** The pedal went up: what no key holds any more ends. */
    void pedalUp(double now) {
        for (int pitch = 0; pitch < sounding.length; pitch++) {
            if (sounding[pitch] && !beside[pitch] && !keys.isDown(pitch)) {
                release(now, pitch);
            }
        }
    }

    /** Encodes the end of every note, those whose keys are still held too. */
    void releaseAll(double now) {
        for (int pitch = 0; pitch < sounding.length; pitch++) {
            if (sounding[pitch]) {
                release(now, pitch);
            }
        }
    }

    private void release(double now, int pitch) {
        pass(now);
        events.accept(EventVocabulary.noteOff(pitch));
        sounding[pitch] = false;
        beside[pitch] = false;
    }

    private void pass(double now) {
        quantised = rest(now, events);
    }

    /** The time shifts that would lead to {@code then}; nothing is encoded yet. */
    int[] restUntil(double then) {
        IntStream.Builder shifts = IntStream.builder();
        rest(then, shifts);
        return shifts.build().toArray();
    }

    /** The events that would end what sounds at {@code then}, the silence before it included; nothing is encoded yet. */
    int[] closing(double then) {
        IntStream.Builder closing = IntStream.builder();
        rest(then, closing);
        for (int pitch = 0; pitch < sounding.length; pitch++) {
            if (sounding[pitch]) {
                closing.add(EventVocabulary.noteOff(pitch));
            }
        }
        return closing.build().toArray();
    }

    /** Whether anything sounds. */
    boolean isSounding() {
        for (boolean sounds : sounding) {
            if (sounds) {
                return true;
            }
        }
        return false;
    }

    /** What {@link #closing} gave has happened. */
    void close() {
        Arrays.fill(sounding, false);
        Arrays.fill(beside, false);
    }

    /** What happened until {@code now} was heard in another way; the last velocity event was this one, or -1. */
    void goOn(double now, int lastVelocityEvent) {
        quantised = now;
        velocityEvent = lastVelocityEvent < 0 ? velocityEvent : lastVelocityEvent;
    }

    /** A pitch whose note on was heard in another way. */
    void sounds(int pitch) {
        sounding[pitch] = true;
    }

    /** Tells the time shifts to {@code now}; returns the quantised time they lead to. */
    private double rest(double now, IntConsumer shifts) {
        if (Double.isNaN(quantised)) {
            return now;
        }
        double at = Math.max(quantised, now - LONGEST_REST);
        while (now - at + ROUNDING >= SHORTEST) {
            int event = EventVocabulary.TIME_SHIFT + EventVocabulary.TIME_SHIFT_BINS - 1;
            while (EventVocabulary.seconds(event) > now - at + ROUNDING) {
                event--;
            }
            shifts.accept(event);
            at += EventVocabulary.seconds(event);
        }
        return codec.carriesRests() ? at : now;
    }

    private static boolean isOnPiano(int pitch) {
        return pitch >= EventVocabulary.LOWEST_PITCH && pitch <= EventVocabulary.HIGHEST_PITCH;
    }
}
