package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.model.generate.Guards;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.run.StepModel;

/**
 * One voice of a {@link Performer} that listens and answers, and can take back what it drew: its state was kept every
 * few events, so that going back to any of them costs a few steps at most. Not thread-safe.
 */
public final class Improviser {
    private static final int BETWEEN_SNAPSHOTS = 16;

    private final Performer performer;
    private final int voice;
    private final List<VoiceSnapshot> snapshots = new ArrayList<>();
    private VoiceSnapshot beforeRest;
    private int[] drawn = new int[256];
    private int count;
    private Sampling sampling;

    /**
     * @param voice   of the performer, which was started
     * @param control what the answers are to be like, or null
     */
    public Improviser(Performer performer, int voice, Sampling sampling, Control control) {
        this.performer = performer;
        this.voice = voice;
        this.sampling = sampling;
        performer.sampling(voice, sampling);
        if (control != null) {
            performer.control(voice, control);
        }
    }

    /**
     * A voice that begins anew, guarded against hanging notes and endless silences.
     *
     * @param model   of one slot; used by the improviser alone from here on
     * @param control what the answers are to be like, or null
     * @param seed    the same seed and the same phrases give the same answers
     * @throws AmadeusException where the model does not play the piano's events
     */
    public static Improviser over(StepModel model, Sampling sampling, Control control, long seed) {
        if (model.config().eventDim() != EventVocabulary.SIZE) {
            throw new AmadeusException("the model has " + model.config().eventDim() + " events, expected "
                    + EventVocabulary.SIZE + ". This session was not trained on piano performances.");
        }
        Random random = new Random(seed);
        float[] init = new float[model.config().initDim()];
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        Performer performer = new Performer(model, Guards.DEFAULT);
        performer.start(0, init, seed);
        return new Improviser(performer, 0, sampling, control);
    }

    /** Somebody played this event. Takes one step. */
    public void hear(int event) {
        performer.hear(voice, event);
        performer.step();
    }

    /** Begins an answer, after these time shifts of silence. */
    public void begin(int[] rest) {
        beforeRest = performer.snapshot(voice);
        for (int event : rest) {
            hear(event);
        }
        snapshots.clear();
        count = 0;
    }

    /** Draws the next event of the answer. Takes one step. */
    public int draw() {
        if (count % BETWEEN_SNAPSHOTS == 0) {
            snapshots.add(performer.snapshot(voice));
        }
        if (count == drawn.length) {
            drawn = Arrays.copyOf(drawn, 2 * count);
        }
        performer.play(voice);
        performer.step();
        drawn[count] = performer.event(voice);
        return drawn[count++];
    }

    /** Undoes everything since {@link #begin}. */
    public void cancel() {
        performer.restore(voice, beforeRest);
        count = 0;
    }

    /** Keeps the first {@code played} events drawn and undoes the others. */
    public void end(int played) {
        if (played < count) {
            int snapshot = played / BETWEEN_SNAPSHOTS;
            performer.restore(voice, snapshots.get(snapshot));
            for (int i = snapshot * BETWEEN_SNAPSHOTS; i < played; i++) {
                hear(drawn[i]);
            }
        }
        count = 0;
    }

    /** How bold it is from now on. */
    public void temperature(double value) {
        sampling = sampling.withTemperature(value);
        performer.sampling(voice, sampling);
    }
}
