package org.amadeus.live.mode;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.ending.KeyEstimate;

/**
 * A phrase once more: its rhythm and loudness as they were, but every fourth note, or the last of two or three, is
 * another that lies within a fourth of it in its key; which, the model says.
 *
 * @param phrase events
 * @param key    of the phrase
 */
public record Echo(int[] phrase, KeyEstimate.Key key) implements Plan {
    public Echo {
        phrase = phrase.clone();
    }

    @Override
    public Course begin() {
        return new EchoCourse(phrase, key);
    }

    private static final class EchoCourse implements Course {
        private static final int EVERY = 4;
        private static final int FARTHEST = 5;

        private final int[] phrase;
        private final KeyEstimate.Key key;
        /** Which of the notes is the first to be another. */
        private final int first;
        /** What each pitch of the phrase was played as. */
        private final int[] played = new int[128];

        private final boolean[] sounding = new boolean[128];
        private int place;
        private int note;

        EchoCourse(int[] phrase, KeyEstimate.Key key) {
            this.phrase = phrase;
            this.key = key;
            int notes = 0;
            for (int event : phrase) {
                notes += EventVocabulary.isNoteOn(event) ? 1 : 0;
            }
            first = Math.min(notes, EVERY) - 1;
        }

        @Override
        public int forced() {
            if (isOver()) {
                return EventVocabulary.PRIMARY;
            }
            int event = phrase[place];
            if (EventVocabulary.isNoteOff(event)) {
                return EventVocabulary.noteOff(played[EventVocabulary.pitch(event)]);
            }
            return EventVocabulary.isNoteOn(event) && isOther() ? NONE : event;
        }

        private boolean isOther() {
            if (note % EVERY != first) {
                return false;
            }
            for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
                if (mayBe(pitch)) {
                    return true;
                }
            }
            return false;
        }

        private boolean mayBe(int pitch) {
            int was = EventVocabulary.pitch(phrase[place]);
            return pitch != was && Math.abs(pitch - was) <= FARTHEST && !sounding[pitch] && key.has(pitch % 12);
        }

        @Override
        public boolean test(int event) {
            return EventVocabulary.isNoteOn(event) && mayBe(EventVocabulary.pitch(event));
        }

        @Override
        public void drew(int event) {
            if (isOver()) {
                return;
            }
            if (EventVocabulary.isNoteOn(event)) {
                played[EventVocabulary.pitch(phrase[place])] = EventVocabulary.pitch(event);
                sounding[EventVocabulary.pitch(event)] = true;
                note++;
            } else if (EventVocabulary.isNoteOff(event)) {
                sounding[EventVocabulary.pitch(event)] = false;
                if (event != forced()) {
                    return; // a guard let go of it
                }
            }
            place++;
        }

        @Override
        public boolean isOver() {
            return place == phrase.length;
        }
    }
}
