package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Optional;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImproviserTest {
    private static final int[] PHRASE = {190, 30, 215, 118, 220};
    private static final int[] REST = {230, 210};

    private final FakeModel model = new FakeModel();
    private final Soloist soloist = soloist(model);

    private static Soloist soloist(FakeModel model) {
        Performer performer = new Performer(model, Guards.DEFAULT);
        performer.start(0, new float[4], 7);
        return new Soloist(performer, 4, Sampling.DEFAULT);
    }

    private static float[] state(FakeModel model) {
        float[] state = new float[model.stateSize()];
        model.readState(0, state);
        return state;
    }

    private static void observe(Soloist listener, int... events) {
        for (int event : events) {
            listener.improviser().observe(event);
        }
        listener.settle();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40, 99, 100})
    void anAnswerBrokenOffIsRememberedAsFarAsItWasPlayed(int played) {
        observe(soloist, PHRASE);
        soloist.improviser().begin(REST, Plan.FREE);
        int[] drawn = new int[100];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = soloist.draw();
        }
        soloist.improviser().end(played);
        soloist.settle();

        FakeModel other = new FakeModel();
        Soloist listener = soloist(other);
        observe(listener, PHRASE);
        observe(listener, REST);
        for (int i = 0; i < played; i++) {
            observe(listener, drawn[i]);
        }
        assertArrayEquals(state(other), state(model));
        // The last event heard is fed with the next step: it must be the same too.
        observe(soloist, EventVocabulary.noteOn(60));
        observe(listener, EventVocabulary.noteOn(60));
        assertArrayEquals(state(other), state(model));
    }

    @Test
    void aCancelledAnswerNeverHappened() {
        observe(soloist, PHRASE);
        float[] before = state(model);
        soloist.improviser().begin(REST, Plan.FREE);
        int first = soloist.draw();
        soloist.improviser().cancel();
        soloist.settle();
        assertArrayEquals(before, state(model));
        soloist.improviser().begin(REST, Plan.FREE);
        assertEquals(first, soloist.draw());
    }

    @Test
    void anotherAnswerIsToTheSameQuestionAndBySeedTheSame() {
        observe(soloist, PHRASE);
        soloist.improviser().begin(REST, Plan.FREE);
        int[] first = draw(40);
        soloist.improviser().end(40);
        observe(soloist, PHRASE);
        soloist.improviser().again();
        assertArrayEquals(first, draw(40));
        soloist.improviser().end(12);
        soloist.improviser().again();
        soloist.improviser().reseed(99);
        assertFalse(Arrays.equals(first, draw(40)));
    }

    /** From the next step on, in answers taken back and given again too, until the voice is started anew. */
    @Test
    void aControlHoldsFromWhereItIsSaid() {
        double[] other = {0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0};
        observe(soloist, PHRASE);
        soloist.improviser().begin(REST, Plan.FREE);
        draw(40);
        soloist.improviser().control(Optional.of(Control.of(3, other)));
        assertEquals(0, condition()[0]);
        assertEquals(1, condition()[1 + 3]);
        assertEquals(1, condition()[1 + 12 + 6]);
        soloist.improviser().again();
        assertEquals(1, condition()[1 + 3]);
        soloist.improviser().control(Optional.empty());
        assertEquals(1, condition()[0]);
        assertEquals(0, condition()[1 + 3]);
    }

    /** What the model is told at the next step. */
    private float[] condition() {
        draw(1);
        return model.condition;
    }

    private int[] draw(int count) {
        int[] drawn = new int[count];
        for (int i = 0; i < count; i++) {
            drawn[i] = soloist.draw();
        }
        return drawn;
    }
}
