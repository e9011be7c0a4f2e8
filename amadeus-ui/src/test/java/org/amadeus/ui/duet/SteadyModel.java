package org.amadeus.ui.duet;

import java.util.Arrays;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * A step model that plays one rhythm whatever it heard: a note, 0.1 s, its end, 0.1 s. Each step takes as long as a real
 * model's, so that a test on real threads competes for the processor as a duet does.
 */
public class SteadyModel implements StepModel {
    static final int SHIFT = EventVocabulary.TIME_SHIFT + 13;
    static final double PERIOD = 2 * EventVocabulary.seconds(SHIFT);

    private static final ModelConfig CONFIG = new ModelConfig(4, 240, 24, 8, 1, 0, CodecProfile.EXPRESSIVE);
    private static final int OPEN = 0;
    private static final int COUNT = 1;

    private final long stepNanos;
    private final float[] state = new float[8];

    public SteadyModel(long stepNanos) {
        this.stepNanos = stepNanos;
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
        long until = System.nanoTime() + stepNanos;
        Arrays.fill(logits, -60);
        logits[next(events[0])] = 0;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    /** What it plays after that event. */
    int next(int last) {
        if (EventVocabulary.isNoteOn(last)) {
            state[OPEN] = EventVocabulary.pitch(last);
            return SHIFT;
        }
        if (EventVocabulary.isNoteOff(last)) {
            state[OPEN] = EventVocabulary.pitch(last) == (int) state[OPEN] ? 0 : state[OPEN];
            return SHIFT;
        }
        if (EventVocabulary.isVelocity(last)) {
            return EventVocabulary.noteOn(60 + (int) state[COUNT] % 24);
        }
        if (state[OPEN] > 0) {
            return EventVocabulary.noteOff((int) state[OPEN]);
        }
        state[COUNT]++;
        return EventVocabulary.VELOCITY + 16;
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
