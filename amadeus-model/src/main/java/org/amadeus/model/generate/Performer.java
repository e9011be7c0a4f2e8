package org.amadeus.model.generate;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;

/**
 * Voices that take the events they are given or choose their own: one per slot of a {@link StepModel}, each with its own hidden state, random numbers,
 * sampling and control. Say for each voice what it is to do next ({@link #force}, {@link #play}), then {@link #step} does
 * it for all at once; a voice that is to do nothing rests, its state unchanged. So the first note of an answer takes one
 * step after the last event given. Steps allocate nothing. Not thread-safe.
 */
public final class Performer {
    private static final int REST = -1;
    private static final int PLAY = -2;
    private static final IntPredicate ANY = event -> true;

    private final StepModel model;
    private final int events;
    private final int width;
    private final Sampler sampler;
    private final Sampling[] samplings;
    private final SoundingNotes[] notes;
    private final VoiceRandom[] randoms;
    private final int[] last;
    /** What each voice is to do: an event to take, or {@link #PLAY}, or {@link #REST}. */
    private final int[] wish;

    /** How much louder and faster than it would each voice plays. */
    private final double[] louder;

    private final double[] faster;
    private final IntPredicate[] choices;

    private final float[] conditions;
    private final float[] logits;
    private final float[][] resting;

    /**
     * @throws IllegalArgumentException where there are guards and the model's events are not the 240 they speak of
     */
    public Performer(StepModel model, Guards guards) {
        int voices = model.batch();
        this.model = model;
        this.events = model.config().eventDim();
        if (guards.on() && events != EventVocabulary.SIZE) {
            throw new IllegalArgumentException("the model has " + events + " events, guards expect 240");
        }
        this.width = model.config().conditionDim();
        this.sampler = new Sampler(events);
        this.samplings = new Sampling[voices];
        this.notes = new SoundingNotes[voices];
        this.randoms = new VoiceRandom[voices];
        this.last = new int[voices];
        this.wish = new int[voices];
        this.louder = new double[voices];
        this.faster = new double[voices];
        this.choices = new IntPredicate[voices];
        this.conditions = new float[voices * width];
        this.logits = new float[voices * events];
        this.resting = new float[voices][model.stateSize()];
        for (int voice = 0; voice < voices; voice++) {
            samplings[voice] = Sampling.DEFAULT;
            notes[voice] = new SoundingNotes(guards);
            randoms[voice] = new VoiceRandom();
            reset(voice, 0);
        }
    }

    /** How many voices there are, numbered from 0. */
    public int voices() {
        return last.length;
    }

    /**
     * Starts one voice anew and leaves the others as they are.
     *
     * @param init [I]
     * @param seed each voice draws its own random numbers from it
     */
    public void start(int voice, float[] init, long seed) {
        model.start(voice, init);
        reset(voice, seed);
    }

    private void reset(int voice, long seed) {
        last[voice] = model.config().primaryEvent();
        wish[voice] = REST;
        notes[voice].clear();
        randoms[voice].seed(seed, voice);
        tilt(voice, 0, 0);
        noControl(voice);
    }

    /** How a voice chooses from now on. */
    public void sampling(int voice, Sampling sampling) {
        samplings[voice] = Objects.requireNonNull(sampling);
    }

    /**
     * Has a voice play louder and faster than it would from now on, or softer and slower, by numbers below 0; 0 as it would.
     *
     * @param louderBy by how much the logits of velocities grow from bin to bin of 32; what remains is shared, so that there are as many
     * @param fasterBy by how much the logits of time shifts fall with each second; likewise
     */
    public void tilt(int voice, double louderBy, double fasterBy) {
        louder[voice] = louderBy;
        faster[voice] = fasterBy;
    }

    /** The control of a voice from now on. */
    public void control(int voice, Control control) {
        control(voice, Controls.fixed(control), 0);
    }

    /** The control of a voice from now on: that of the event at place {@code event}. */
    public void control(int voice, Controls controls, int event) {
        controls.fill(event, conditions, voice * width, width);
    }

    /** Lets a voice play what it likes from now on. */
    public void noControl(int voice) {
        control(voice, Controls.NONE, 0);
    }

    /** At the next step, the voice takes this event instead of choosing one (teacher forcing). */
    public void force(int voice, int event) {
        wish[voice] = Objects.checkIndex(event, events);
    }

    /** At the next step, the voice chooses an event itself. */
    public void play(int voice) {
        play(voice, ANY);
    }

    /**
     * At the next step, the voice chooses one of these events itself. Where the guards forbid all of them it chooses among
     * those that the guards allow; what a guard says is due comes first.
     */
    public void play(int voice, IntPredicate among) {
        wish[voice] = PLAY;
        choices[voice] = among;
    }

    /**
     * Lets every voice do what it is to do; {@link #event} then gives what each took or chose. Where the model throws,
     * the voices that rest stay what they were; the others must be started or restored.
     */
    public void step() {
        for (int voice = 0; voice < last.length; voice++) {
            if (wish[voice] == REST) {
                model.readState(voice, resting[voice]);
            }
        }
        try {
            model.step(last, conditions, logits);
        } finally {
            for (int voice = 0; voice < last.length; voice++) {
                if (wish[voice] == REST) {
                    model.writeState(voice, resting[voice]);
                }
            }
        }
        for (int voice = 0; voice < last.length; voice++) {
            if (wish[voice] == REST) {
                continue;
            }
            int event = wish[voice] == PLAY ? choose(voice) : wish[voice];
            notes[voice].add(event);
            last[voice] = event;
            wish[voice] = REST;
        }
    }

    private int choose(int voice) {
        int due = notes[voice].due();
        notes[voice].forbid(logits, voice * events);
        if (choices[voice] != ANY) {
            narrow(voice * events, choices[voice]);
        }
        if (louder[voice] != 0) {
            Tilt.velocities(logits, voice * events, louder[voice]);
        }
        if (faster[voice] != 0) {
            Tilt.shifts(logits, voice * events, faster[voice]);
        }
        int chosen = sampler.choose(logits, voice * events, samplings[voice], randoms[voice]);
        return due >= 0 ? due : chosen;
    }

    private void narrow(int offset, IntPredicate among) {
        boolean any = false;
        for (int e = 0; e < events && !any; e++) {
            any = logits[offset + e] > Float.NEGATIVE_INFINITY && among.test(e);
        }
        for (int e = 0; any && e < events; e++) {
            if (!among.test(e)) {
                logits[offset + e] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** The last event a voice took or chose. */
    public int event(int voice) {
        return last[voice];
    }

    /**
     * How likely the model held the event that a voice took at the last step, a natural logarithm; of one that it played the
     * logits are not what the model said any more.
     */
    public double logLikelihood(int voice) {
        return Logits.logLikelihood(logits, voice * events, events, last[voice]);
    }

    /** Makes a voice forget its last event: the next step is fed {@code event} instead, nothing else changes. */
    public void pretend(int voice, int event) {
        last[voice] = event;
    }

    /** What the model said at the last step of each voice's next event [B, E], less what guards and choices took of it. */
    float[] logits() {
        return logits;
    }

    /** Makes a voice forget what sounds. */
    void forgetNotes(int voice) {
        notes[voice].clear();
    }

    /** Keeps what a voice is at this moment. */
    public VoiceSnapshot snapshot(int voice) {
        float[] state = new float[model.stateSize()];
        model.readState(voice, state);
        SoundingNotes copy = new SoundingNotes(Guards.OFF);
        copy.copyFrom(notes[voice]);
        float[] condition = Arrays.copyOfRange(conditions, voice * width, (voice + 1) * width);
        return new VoiceSnapshot(state, last[voice], copy, randoms[voice].state(), condition);
    }

    /** Puts a voice back, or makes it what another was. Its sampling stays. */
    public void restore(int voice, VoiceSnapshot snapshot) {
        model.writeState(voice, snapshot.state);
        last[voice] = snapshot.last;
        notes[voice].copyFrom(snapshot.notes);
        randoms[voice].restore(snapshot.random);
        System.arraycopy(snapshot.condition, 0, conditions, voice * width, width);
        wish[voice] = REST;
    }
}
