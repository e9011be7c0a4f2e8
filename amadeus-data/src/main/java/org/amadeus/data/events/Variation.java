package org.amadeus.data.events;

import org.amadeus.data.EventVocabulary;

/**
 * How a performance is changed to be heard as another one: first its key, then its loudness, then its speed.
 *
 * <p>What comes out is what the codec would have made of notes changed likewise: of notes that {@link EventCodec#decode}
 * found, moved by {@code semitones} (those that would leave the piano's range go an octave the other way, as {@link
 * EventSequence#transpose} says), their velocities by so many bins, all times divided by {@code tempo}. Music that was cut
 * out of a piece keeps the ends of notes that began before it.
 *
 * @param semitones     -6 .. 5
 * @param tempo         how many times as fast, 0.5 .. 2
 * @param velocityShift bins of velocity, -31 .. 31; the loudest and the softest bin are not left
 */
public record Variation(int semitones, double tempo, int velocityShift) {
    /** None. */
    public static final Variation NONE = new Variation(0, 1, 0);

    public static final double SLOWEST = 0.5;
    public static final double FASTEST = 2;

    public Variation {
        EventSequence.requireTransposition(semitones);
        if (!(tempo >= SLOWEST && tempo <= FASTEST)) {
            throw new IllegalArgumentException("tempo is " + tempo + ", expected 0.5 .. 2");
        }
        if (velocityShift <= -EventVocabulary.VELOCITY_BINS || velocityShift >= EventVocabulary.VELOCITY_BINS) {
            throw new IllegalArgumentException("velocity shift is " + velocityShift + " bins, expected -31 .. 31");
        }
    }

    /** These events so changed. */
    public EventSequence of(EventSequence events, EventCodec codec) {
        EventSequence moved = semitones == 0 ? events : events.transpose(semitones);
        EventSequence louder = velocityShift == 0 ? moved : louder(moved, !codec.velocityBeforeEveryNote());
        return tempo == 1 ? louder : codec.stretched(louder, 1 / tempo);
    }

    /** @param changesOnly whether a velocity that is in force already is left out */
    private EventSequence louder(EventSequence events, boolean changesOnly) {
        EventSequence.Builder shifted = new EventSequence.Builder(events.size());
        int inForce = -1;
        for (int i = 0; i < events.size(); i++) {
            int event = events.get(i);
            if (!EventVocabulary.isVelocity(event)) {
                shifted.add(event);
                continue;
            }
            int velocity =
                    Math.max(EventVocabulary.VELOCITY, Math.min(EventVocabulary.TIME_SHIFT - 1, event + velocityShift));
            if (velocity != inForce || !changesOnly) {
                shifted.add(velocity);
            }
            inForce = velocity;
        }
        return shifted.build();
    }
}
