package org.amadeus.data.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.EventVocabulary;

/**
 * What the keys do in a stretch of expressive events, played slower or faster. Notes are those that decoding finds: one
 * ends where its key is struck again, and none is shorter than the codec's shortest. A key that goes up without having
 * gone down in this stretch goes up here too, and one that is held at its end stays down.
 */
final class KeyMoves {
    /** In place of a stroke: none in this stretch yet. */
    private static final int NONE_YET = -1;
    /** In place of a stroke: the latest one was released. */
    private static final int RELEASED = -2;

    private static final int KEYS = EventVocabulary.HIGHEST_PITCH + 1;

    private final double factor;
    private final List<KeyMove> moves = new ArrayList<>();
    /** Place in the moves of the stroke that sounds, by pitch. */
    private final int[] sounding = new int[KEYS];
    /** When a released note ends that may be struck again before, seconds, by pitch; NaN for none. */
    private final double[] ending = new double[KEYS];

    private KeyMoves(double factor) {
        this.factor = factor;
        Arrays.fill(sounding, NONE_YET);
        Arrays.fill(ending, Double.NaN);
    }

    /** @param factor how many times as long everything takes */
    static List<KeyMove> of(EventSequence events, double factor) {
        return new KeyMoves(factor).read(events);
    }

    private List<KeyMove> read(EventSequence events) {
        double time = 0;
        int loudness = KeyMove.UNKNOWN;
        for (int i = 0; i < events.size(); i++) {
            int event = events.get(i);
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            } else if (EventVocabulary.isVelocity(event)) {
                loudness = event;
            } else if (EventVocabulary.isNoteOn(event)) {
                strike(time, EventVocabulary.pitch(event), loudness);
            } else {
                release(time, EventVocabulary.pitch(event));
            }
        }
        for (int pitch = 0; pitch < KEYS; pitch++) {
            end(pitch, Double.POSITIVE_INFINITY);
        }
        return moves;
    }

    private void strike(double time, int pitch, int loudness) {
        double now = time * factor;
        int before = sounding[pitch];
        if (before >= 0 && moves.get(before).time() == now) {
            moves.set(
                    before,
                    new KeyMove(
                            now,
                            true,
                            pitch,
                            Math.max(loudness, moves.get(before).loudness())));
            return;
        }
        if (before >= 0) {
            moves.add(new KeyMove(now, false, pitch, KeyMove.UNKNOWN));
        }
        end(pitch, now);
        sounding[pitch] = moves.size();
        moves.add(new KeyMove(now, true, pitch, loudness));
    }

    private void release(double time, int pitch) {
        double now = time * factor;
        if (sounding[pitch] == NONE_YET) {
            moves.add(new KeyMove(now, false, pitch, KeyMove.UNKNOWN));
        } else if (sounding[pitch] >= 0) {
            double struck = moves.get(sounding[pitch]).time();
            ending[pitch] = Math.max(now, struck + ExpressiveCodec.SHORTEST_NOTE * Math.max(1, factor));
        }
        sounding[pitch] = RELEASED;
    }

    /** Ends a note that was released, at {@code latest} at the latest. */
    private void end(int pitch, double latest) {
        if (!Double.isNaN(ending[pitch])) {
            moves.add(new KeyMove(Math.min(ending[pitch], latest), false, pitch, KeyMove.UNKNOWN));
            ending[pitch] = Double.NaN;
        }
    }
}
