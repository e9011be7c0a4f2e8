package org.amadeus.data.ending;

import org.amadeus.data.EventVocabulary;

/**
 * Where a piece of about so many seconds ends: before the stroke that is waited for longest, among those that come near the
 * time asked for. A wait counts for more where what was struck last rests in the key, for there a phrase is over.
 */
public final class Ending {
    /** How much earlier, and how much later, than asked for. */
    private static final double LEEWAY = 0.15;
    /** How much longer a wait counts where the music rests in its key. */
    private static final double REST = 2;
    /** Strokes further apart than this, seconds, are not one chord. */
    private static final double CHORD = 0.05;

    private Ending() {}

    /** How many seconds must have been generated, so that the end can be chosen. */
    public static double needed(double seconds) {
        return seconds * (1 + LEEWAY);
    }

    /**
     * @param events  a piece
     * @param count   how many of them count
     * @param seconds how long it is to be
     * @return how many of them to keep; the time until the stroke that would follow is kept, the stroke is not
     */
    public static int of(int[] events, int count, double seconds) {
        double time = 0;
        double struck = 0;
        double longest = -1;
        int end = count;
        int stroke = 0;
        KeyEstimate key = new KeyEstimate();
        int chord = 0;
        for (int i = 0; i < count; i++) {
            int event = events[i];
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            } else if (EventVocabulary.isVelocity(event)) {
                stroke = i;
            } else if (EventVocabulary.isNoteOn(event)) {
                int pitchClass = EventVocabulary.pitch(event) % KeyEstimate.PITCH_CLASSES;
                double wait = time - struck;
                if (time >= seconds * (1 - LEEWAY) && wait > CHORD) {
                    double weight = wait * (key.isTonicTriad(chord) ? REST : 1);
                    if (weight > longest) {
                        longest = weight;
                        end = stroke == i - 1 ? stroke : i;
                    }
                    if (time >= needed(seconds)) {
                        return end;
                    }
                }
                chord = wait > CHORD ? 0 : chord;
                chord |= 1 << pitchClass;
                struck = time;
                key.add(pitchClass);
            }
        }
        return end;
    }
}
