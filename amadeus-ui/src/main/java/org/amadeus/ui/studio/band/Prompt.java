package org.amadeus.ui.studio.band;

import java.util.Optional;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.ui.studio.message.Request;

/**
 * What a voice is to have heard before it plays.
 *
 * @param events  the music's events, at most {@value #MOST_EVENTS} and a rest
 * @param control what is asked of the model, while it listens too
 */
record Prompt(EventSequence events, Optional<Control> control) {
    static final Prompt SILENCE = new Prompt(EventSequence.empty(), Optional.empty());

    private static final int MOST_EVENTS = 1024;
    /** Old music is forgotten a block at a time, so that most prompts begin like the one before and only go on. */
    private static final int BLOCK = 256;
    /** A longer rest before the answer says no more than this one, seconds. */
    private static final double LONGEST_REST = 1.0;

    static Prompt of(Request.Heard heard, EventCodec codec) {
        EventSequence music = codec.encode(heard.notes());
        int surplus = Math.max(0, music.size() - MOST_EVENTS);
        int from = (surplus + BLOCK - 1) / BLOCK * BLOCK;
        double rest = heard.until() - heard.notes().start() - music.seconds();
        EventSequence recent = music.slice(from, music.size());
        return new Prompt(music.isEmpty() ? recent : recent.concat(rest(rest)), heard.control());
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

    int size() {
        return events.size();
    }

    /** Whether a voice that heard the first {@code known} events of {@code other} needs only the events from there on. */
    boolean continues(Prompt other, int known) {
        return known > 0
                && known <= size()
                && control.equals(other.control)
                && events.slice(0, known).equals(other.events.slice(0, known));
    }
}
