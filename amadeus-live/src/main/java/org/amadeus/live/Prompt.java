package org.amadeus.live;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.NoteSequence;

/** What a voice is to have heard before it plays, where that was not heard key by key. */
public final class Prompt {
    private static final int MOST_EVENTS = 1024;
    /** A longer rest before the answer says no more than this one, seconds. */
    private static final double LONGEST_REST = 1.0;

    private Prompt() {}

    /**
     * The events of music and of the rest after it: the last {@value #MOST_EVENTS} and the rest, which is a second at most.
     *
     * @param until when it goes on, seconds, not before the last note's start
     */
    public static EventSequence of(NoteSequence notes, double until, EventCodec codec) {
        EventSequence music = codec.encode(notes);
        if (music.isEmpty()) {
            return music;
        }
        EventSequence recent = music.slice(Math.max(0, music.size() - MOST_EVENTS), music.size());
        return recent.concat(rest(until - notes.start() - music.seconds()));
    }

    private static EventSequence rest(double seconds) {
        double left = Math.min(seconds, LONGEST_REST);
        EventSequence.Builder shifts = new EventSequence.Builder();
        for (int shift = EventVocabulary.SIZE - 1; shift >= EventVocabulary.TIME_SHIFT; shift--) {
            while (EventVocabulary.seconds(shift) <= left) {
                shifts.add(shift);
                left -= EventVocabulary.seconds(shift);
            }
        }
        return shifts.build();
    }
}
