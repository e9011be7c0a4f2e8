package org.amadeus.ui.studio.band;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;

/**
 * Turns events into key strokes as they are drawn, by the rules of the codec's {@code decode}. Time begins at the first
 * note: an answer does not start with a rest. A pitch is struck once at a moment, where a model may say it several
 * times. Every note that is struck is released, by {@link #finish} at the latest.
 */
final class NoteStream {
    /** What happens on the keyboard; times are seconds since the first note. */
    interface Keys {
        void strike(double at, int pitch, int velocity);

        void release(double at, int pitch);
    }

    private static final int DEFAULT_VELOCITY = 64;

    private final EventCodec codec;
    private final Keys keys;
    private final double shortestNote;
    private final double[] struck = new double[128];
    /** When a note that was let go too early for its profile will end; infinite while its key is down. */
    private final double[] due = new double[128];

    private double time;
    private int velocity = DEFAULT_VELOCITY;
    private int notes;
    private int sounding;

    NoteStream(EventCodec codec, Keys keys) {
        this.codec = codec;
        this.keys = keys;
        this.shortestNote = codec.shortestNote();
        Arrays.fill(struck, -1);
    }

    void accept(int event) {
        if (EventVocabulary.isTimeShift(event)) {
            if (notes > 0) {
                time += EventVocabulary.seconds(event);
                releaseDue();
            }
        } else if (EventVocabulary.isVelocity(event)) {
            velocity = codec.velocity(event);
        } else if (EventVocabulary.isNoteOn(event)) {
            strike(EventVocabulary.pitch(event));
        } else if (struck[EventVocabulary.pitch(event)] >= 0) {
            int pitch = EventVocabulary.pitch(event);
            due[pitch] = Math.max(time, struck[pitch] + shortestNote);
            releaseDue();
        }
    }

    /** Releases every key. */
    void finish() {
        for (int pitch = 0; pitch < struck.length; pitch++) {
            if (struck[pitch] >= 0) {
                release(pitch, Math.min(due[pitch], Math.max(time, struck[pitch] + shortestNote)));
            }
        }
    }

    /** Seconds since the first note. */
    double time() {
        return time;
    }

    /** How many notes were struck. */
    int notes() {
        return notes;
    }

    /** How many notes sound now. */
    int sounding() {
        return sounding;
    }

    private void strike(int pitch) {
        if (struck[pitch] == time) {
            return;
        }
        if (struck[pitch] >= 0) {
            release(pitch, time);
        }
        struck[pitch] = time;
        due[pitch] = Double.POSITIVE_INFINITY;
        notes++;
        sounding++;
        keys.strike(time, pitch, Math.max(1, velocity));
    }

    private void releaseDue() {
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            if (struck[pitch] >= 0 && due[pitch] <= time) {
                release(pitch, due[pitch]);
            }
        }
    }

    private void release(int pitch, double at) {
        struck[pitch] = -1;
        sounding--;
        keys.release(at, pitch);
    }
}
