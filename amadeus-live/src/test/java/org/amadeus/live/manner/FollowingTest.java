package org.amadeus.live.manner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.live.WildModel;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;

class FollowingTest {
    private static final int SHIFT = EventVocabulary.TIME_SHIFT + 20;

    /** Notes of one velocity, a time shift after each. */
    private static int[] phrase(int notes, int bin, int shift) {
        int[] events = new int[3 * notes + 1];
        events[0] = EventVocabulary.VELOCITY + bin;
        for (int i = 0; i < notes; i++) {
            int pitch = 50 + i % 12;
            events[3 * i + 1] = EventVocabulary.noteOn(pitch);
            events[3 * i + 2] = shift;
            events[3 * i + 3] = EventVocabulary.noteOff(pitch);
        }
        return events;
    }

    private static Manner of(int[]... parts) {
        Manner manner = new Manner();
        for (int[] events : parts) {
            Arrays.stream(events).forEach(manner::observe);
        }
        return manner;
    }

    @Test
    void loudnessAndPaceAreThoseOfTheNotes() {
        Manner manner = of(phrase(20, 27, SHIFT));
        assertEquals(27, manner.loudness(), 1e-9);
        assertEquals(1 / EventVocabulary.seconds(SHIFT), manner.pace(), 0.3);
        assertTrue(Double.isNaN(of(phrase(2, 27, SHIFT)).pace()), "two notes have no pace");
        assertTrue(Double.isNaN(new Manner().loudness()));
    }

    @Test
    void whatLiesLongBackCountsLess() {
        double loudness = of(phrase(60, 5, SHIFT), phrase(60, 25, SHIFT)).loudness();
        assertTrue(loudness > 20 && loudness < 25, "" + loudness);
        Manner manner = of(phrase(60, 5, SHIFT));
        manner.renew();
        assertEquals(5, manner.loudness(), 1e-9, "until other music comes");
        Arrays.stream(phrase(4, 25, SHIFT)).forEach(manner::observe);
        assertEquals(25, manner.loudness(), 1e-9);
    }

    @Test
    void aLongPauseIsNoPace() {
        int[] pause = new int[20];
        Arrays.fill(pause, EventVocabulary.PRIMARY);
        double paced = of(phrase(20, 9, SHIFT), pause, phrase(20, 9, SHIFT)).pace();
        assertTrue(paced > 0.75 / EventVocabulary.seconds(SHIFT), "" + paced);
    }

    /** Of a model to whom all velocities and all time shifts are alike, {mean bin, notes a second} of an answer. */
    private static double[] answer(int bin, int shift, boolean follows) {
        Soloist soloist = Soloist.over(
                new WildModel(event -> event % (event < EventVocabulary.VELOCITY ? 12 : 2) == 0),
                Sampling.DEFAULT,
                null,
                3);
        soloist.improviser().follow(follows);
        Arrays.stream(phrase(30, bin, shift)).forEach(soloist.improviser()::observe);
        soloist.improviser().begin(new int[] {SHIFT}, Plan.FREE);
        int velocity = bin;
        double bins = 0;
        double notes = 0;
        double seconds = 0;
        for (int i = 0; i < 1500; i++) {
            int event = soloist.draw();
            velocity = EventVocabulary.isVelocity(event) ? event - EventVocabulary.VELOCITY : velocity;
            if (EventVocabulary.isNoteOn(event)) {
                notes++;
                bins += velocity;
            } else if (EventVocabulary.isTimeShift(event)) {
                seconds += EventVocabulary.seconds(event);
            }
        }
        return new double[] {bins / notes, notes / seconds};
    }

    @Test
    void anAnswerIsAsLoudAndAsFastAsThePhrase() {
        double[] own = answer(27, SHIFT, false);
        assertEquals(15, own[0], 3, "what the model would do");
        for (int bin : new int[] {6, 15, 26}) {
            assertEquals(bin, answer(bin, SHIFT, true)[0], 2.5);
        }
        for (double factor : new double[] {0.6, 1, 1.6}) {
            double wanted = factor * own[1];
            int shift = EventVocabulary.TIME_SHIFT + 31;
            while (EventVocabulary.seconds(shift) > 1 / wanted) {
                shift--;
            }
            double pace = 1 / EventVocabulary.seconds(shift);
            assertEquals(1, answer(15, shift, true)[1] / pace, 0.2, "of " + pace + " notes a second");
        }
    }

    @Test
    void anotherTakeBeginsAsTheFirstDid() {
        Soloist soloist = Soloist.over(new WildModel(), Sampling.DEFAULT, null, 3);
        Arrays.stream(phrase(30, 27, SHIFT)).forEach(soloist.improviser()::observe);
        soloist.improviser().begin(new int[] {SHIFT}, Plan.FREE);
        int[][] takes = new int[2][300];
        for (int[] take : takes) {
            for (int i = 0; i < take.length; i++) {
                take[i] = soloist.draw();
            }
            soloist.improviser().again();
        }
        assertTrue(Arrays.equals(takes[0], takes[1]), "the same chances give the same take");
    }
}
