package org.amadeus.live.page;

import java.util.Arrays;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/** Plays a note every 0.48 s, whatever it heard; counts what it heard as its state, so that going back shows. */
final class SteadyModel implements StepModel {
    /** Seconds from one note to the next: bins 18 and 21. */
    static final double PERIOD = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 18)
            + EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + 21);

    private static final ModelConfig CONFIG = new ModelConfig(4, 240, 24, 8, 1, 0, CodecProfile.EXPRESSIVE);

    private final float[] state = new float[2];
    int steps;

    /** How many events it was fed since it began. */
    int fed() {
        return Math.round(state[0]);
    }

    @Override
    public ModelConfig config() {
        return CONFIG;
    }

    @Override
    public int batch() {
        return 1;
    }

    @Override
    public void start(int slot, float[] init) {
        Arrays.fill(state, 0);
    }

    @Override
    public void startMixed(float[] init) {
        start(0, init);
    }

    @Override
    public void step(int[] events, float[] conditions, float[] logits) {
        steps++;
        state[0]++;
        int event = events[0];
        // What follows what: velocity, note on, time, note off, time.
        int next;
        if (EventVocabulary.isVelocity(event)) {
            next = EventVocabulary.noteOn(60);
        } else if (EventVocabulary.isNoteOn(event)) {
            state[1] = 0;
            next = EventVocabulary.TIME_SHIFT + 18;
        } else if (EventVocabulary.isNoteOff(event)) {
            state[1] = 1;
            next = EventVocabulary.TIME_SHIFT + 21;
        } else {
            next = event == EventVocabulary.TIME_SHIFT + 18 && state[1] == 0
                    ? EventVocabulary.noteOff(60)
                    : EventVocabulary.VELOCITY + 15;
        }
        Arrays.fill(logits, -100);
        logits[next] = 100;
    }

    @Override
    public int stateSize() {
        return state.length;
    }

    @Override
    public void readState(int slot, float[] copy) {
        System.arraycopy(state, 0, copy, 0, state.length);
    }

    @Override
    public void writeState(int slot, float[] copy) {
        System.arraycopy(copy, 0, state, 0, state.length);
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
