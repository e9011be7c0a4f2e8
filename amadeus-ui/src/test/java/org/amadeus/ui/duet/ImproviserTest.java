package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.amadeus.data.EventVocabulary;
import org.amadeus.model.generate.Guards;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImproviserTest {
    private static final int[] PHRASE = {190, 30, 215, 118, 220};
    private static final int[] REST = {230, 210};

    private final FakeModel model = new FakeModel();
    private final Improviser improviser = improviser(model);

    private static Improviser improviser(FakeModel model) {
        Performer performer = new Performer(model, Guards.DEFAULT);
        performer.start(0, new float[4], 7);
        return new Improviser(performer, 0, Sampling.DEFAULT, null);
    }

    private static float[] state(FakeModel model) {
        float[] state = new float[model.stateSize()];
        model.readState(0, state);
        return state;
    }

    private static void hear(Improviser listener, int... events) {
        for (int event : events) {
            listener.hear(event);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 15, 16, 17, 40, 99, 100})
    void anAnswerBrokenOffIsRememberedAsFarAsItWasPlayed(int played) {
        hear(improviser, PHRASE);
        improviser.begin(REST);
        int[] drawn = new int[100];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = improviser.draw();
        }
        improviser.end(played);

        FakeModel other = new FakeModel();
        Improviser listener = improviser(other);
        hear(listener, PHRASE);
        hear(listener, REST);
        for (int i = 0; i < played; i++) {
            listener.hear(drawn[i]);
        }
        assertArrayEquals(state(other), state(model));
        // The last event heard is fed with the next step: it must be the same too.
        hear(improviser, EventVocabulary.noteOn(60));
        hear(listener, EventVocabulary.noteOn(60));
        assertArrayEquals(state(other), state(model));
    }

    @Test
    void aCancelledAnswerNeverHappened() {
        hear(improviser, PHRASE);
        float[] before = state(model);
        improviser.begin(REST);
        int first = improviser.draw();
        improviser.cancel();
        assertArrayEquals(before, state(model));
        improviser.begin(REST);
        assertEquals(first, improviser.draw());
    }
}
