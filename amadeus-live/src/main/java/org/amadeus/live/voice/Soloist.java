package org.amadeus.live.voice;

import java.util.Optional;
import java.util.Random;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.Partner;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;

/** An {@link Improviser} who has a model alone. {@link #step} does its steps; {@link #draw} and {@link #settle} those needed. */
public final class Soloist {
    private final Performer performer;
    private final int initDim;
    private final Improviser improviser;

    /**
     * @param performer of one voice, which was started
     * @param initDim   I, of its model
     */
    public Soloist(Performer performer, int initDim, Sampling sampling) {
        this.performer = performer;
        this.initDim = initDim;
        this.improviser = new Improviser(new SingleVoice(performer), initDim, sampling);
    }

    /**
     * A voice that begins anew, guarded against hanging notes and endless silences.
     *
     * @param model   of one slot; used by the soloist alone from here on
     * @param control what the answers are to be like, or null
     * @param seed    the same seed and the same phrases give the same answers
     * @throws AmadeusException where the model does not play the piano's events
     */
    public static Soloist over(StepModel model, Sampling sampling, Control control, long seed) {
        int events = model.config().eventDim();
        if (events != EventVocabulary.SIZE) {
            throw new AmadeusException("the model has " + events + " events, expected " + EventVocabulary.SIZE
                    + ". This session was not trained on piano performances.");
        }
        Random random = new Random(seed);
        float[] init = new float[model.config().initDim()];
        for (int i = 0; i < init.length; i++) {
            init[i] = (float) random.nextGaussian();
        }
        Performer performer = new Performer(model, Guards.DEFAULT);
        new SingleVoice(performer).start(init, seed, Optional.ofNullable(control));
        return new Soloist(performer, init.length, sampling);
    }

    /** Whom to give what is to be done. */
    public Improviser improviser() {
        return improviser;
    }

    /**
     * Plays to nobody for some hundred steps, so that the first musician need not wait for what is loaded and compiled then;
     * the voice is what it was. To be called before anything else is asked of it.
     */
    public void warmUp(EventCodec codec) {
        VoiceSnapshot before = performer.snapshot(0);
        new WarmUp(new Soloist(performer, initDim, Sampling.DEFAULT), codec).play();
        performer.restore(0, before);
    }

    /** Takes the next step, where one is wanted; returns whether one was. */
    public boolean step() {
        if (!improviser.wantsStep()) {
            return false;
        }
        improviser.prepare(performer, 0);
        performer.step();
        improviser.stepped(performer.event(0));
        return true;
    }

    /** Observes everything that it was given. */
    public void settle() {
        while (improviser.wantsStep() && improviser.isObserving()) {
            step();
        }
    }

    /** The next event of the answer, which was begun. */
    public int draw() {
        int event = improviser.next();
        while (event == Partner.NOT_YET) {
            if (!step()) {
                throw new IllegalStateException("no answer was begun");
            }
            event = improviser.next();
        }
        return event;
    }

    private record SingleVoice(Performer performer) implements VoiceState {
        @Override
        public VoiceSnapshot snapshot() {
            return performer.snapshot(0);
        }

        @Override
        public void restore(VoiceSnapshot snapshot) {
            performer.restore(0, snapshot);
        }

        @Override
        public void start(float[] init, long seed, Optional<Control> control) {
            performer.start(0, init, seed);
            control.ifPresent(wanted -> performer.control(0, wanted));
        }
    }
}
