package org.amadeus.live.voice;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventSequence;
import org.amadeus.live.Partner;
import org.amadeus.live.manner.Following;
import org.amadeus.live.manner.Manner;
import org.amadeus.live.mode.Course;
import org.amadeus.live.mode.Plan;
import org.amadeus.live.rewrite.Rewriting;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Sampling;

/**
 * One voice that observes and answers, a step at a time, and can take back what it drew: its state was kept every few
 * events, so that going back to any of them costs a few steps at most. It is given what is to be done, in order, and asked
 * which step it wants next ({@link #wantsStep}, {@link #prepare}, {@link #stepped}); so many of them can share the steps of
 * one model. For one thread.
 */
public final class Improviser implements Partner {
    private static final int BETWEEN_SNAPSHOTS = 16;

    private final VoiceState state;
    private final int initDim;
    /** What is to be done yet: a step that observes an event, a rewriting, or what is done at once. */
    private final Deque<Object> tasks = new ArrayDeque<>();

    private final List<VoiceSnapshot> snapshots = new ArrayList<>();
    private VoiceSnapshot beforeRest;
    /** What it was where the last answer began. */
    private VoiceSnapshot question;

    private int[] drawn = new int[256];
    private int count;
    private int given;
    private boolean drawing;
    /** What may be drawn for the question, and where in it the drawing is. */
    private Plan plan = Plan.FREE;

    private Course course = plan.begin();
    private Sampling sampling;
    /** How the player plays. */
    private final Manner manner = new Manner();

    private boolean follows = true;
    /** Whether the control was changed since the voice was started, and to what. */
    private boolean steered;

    private Optional<Control> control = Optional.empty();
    /** What the last answer began with. */
    private Following asked = Following.NOTHING;

    private Following following = Following.NOTHING;

    /**
     * @param state   of a voice that was started
     * @param initDim I, of the model
     */
    public Improviser(VoiceState state, int initDim, Sampling sampling) {
        this.state = state;
        this.initDim = initDim;
        this.sampling = sampling;
    }

    /**
     * Forgets everything and observes these events. A piece out of nothing starts where its seed says, one that goes on starts
     * neutral.
     */
    public void restart(EventSequence events, Optional<Control> control, long seed) {
        tasks.clear();
        drawing = false;
        steered = false;
        float[] init = new float[initDim];
        if (events.isEmpty()) {
            Random random = new Random(seed);
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
        }
        task(() -> state.start(init, seed, control));
        manner.renew();
        for (int i = 0; i < events.size(); i++) {
            observe(events.get(i));
        }
    }

    @Override
    public void observe(int event) {
        manner.observe(event);
        tasks.add(event);
    }

    @Override
    public void begin(int[] rest, Plan wanted) {
        task(() -> beforeRest = state.snapshot());
        for (int event : rest) {
            tasks.add(event);
        }
        Following begun = follows ? manner.followed() : Following.NOTHING;
        task(() -> {
            plan = wanted;
            if (plan.draw() > 0) {
                state.restore(state.snapshot().withChances(plan.draw()));
            }
            question = state.snapshot();
            asked = begun;
            draw();
        });
    }

    /** What is drawn from here on depends on this seed. */
    public void reseed(long seed) {
        task(() -> state.restore(state.snapshot().reseeded(seed).withChances(plan.draw())));
    }

    private void draw() {
        drawing = true;
        following = asked.anew();
        course = plan.begin();
        snapshots.clear();
        count = 0;
        given = 0;
    }

    @Override
    public int next() {
        return tasks.isEmpty() && drawing && given < count ? drawn[given++] : NOT_YET;
    }

    @Override
    public void enough() {
        drawing = false;
    }

    @Override
    public void cancel() {
        task(() -> {
            drawing = false;
            state.restore(beforeRest);
        });
    }

    @Override
    public void end(int played) {
        manner.renew();
        task(() -> {
            drawing = false;
            if (played < count) {
                int snapshot = played / BETWEEN_SNAPSHOTS;
                state.restore(snapshots.get(snapshot));
                for (int i = played - 1; i >= snapshot * BETWEEN_SNAPSHOTS; i--) {
                    tasks.addFirst(drawn[i]);
                }
            }
        });
    }

    @Override
    public void again() {
        task(() -> {
            state.restore(question);
            draw();
        });
    }

    @Override
    public void temperature(double value) {
        sampling(sampling.withTemperature(value));
    }

    @Override
    public void control(Optional<Control> wanted) {
        steered = true;
        control = wanted;
    }

    @Override
    public void follow(boolean on) {
        follows = on;
    }

    /** How it chooses from now on. */
    public void sampling(Sampling changed) {
        sampling = changed;
    }

    /** Writes a stretch anew after what it heard; then it is again what it was before. */
    public void rewrite(Rewriting rewriting) {
        tasks.add(rewriting);
        task(() -> {
            state.restore(rewriting.question());
            rewriting.report();
        });
    }

    private void task(Runnable work) {
        tasks.add(work);
    }

    /** Does what takes no step; returns whether a step is wanted now. */
    public boolean wantsStep() {
        while (tasks.peek() instanceof Runnable || tasks.peek() instanceof Rewriting rewriting && rewriting.isOver()) {
            if (tasks.remove() instanceof Runnable work) {
                work.run();
            }
        }
        return !tasks.isEmpty() || drawing && count - given < plan.ahead();
    }

    /** Whether there are events that it has not observed yet. */
    public boolean isObserving() {
        return !tasks.isEmpty();
    }

    /** Says what it does at the next step, in its slot. */
    public void prepare(Performer performer, int slot) {
        performer.sampling(slot, sampling);
        if (steered) {
            control.ifPresentOrElse(wanted -> performer.control(slot, wanted), () -> performer.noControl(slot));
        }
        Object task = tasks.peek();
        if (task instanceof Integer event) {
            performer.force(slot, event);
            return;
        }
        if (task instanceof Rewriting rewriting) {
            rewriting.prepare(performer, slot);
            return;
        }
        if (count % BETWEEN_SNAPSHOTS == 0) {
            snapshots.add(performer.snapshot(slot));
        }
        int forced = course.forced();
        if (forced == Course.NONE) {
            performer.play(slot, course);
        } else {
            performer.force(slot, forced);
        }
        performer.tilt(slot, following.louder(), following.faster());
    }

    /** Takes the event that it observed or drew at that step. */
    public void stepped(int event) {
        Object task = tasks.peek();
        if (task instanceof Rewriting rewriting) {
            rewriting.stepped(event);
            return;
        }
        if (task instanceof Integer) {
            tasks.remove();
            return;
        }
        if (count == drawn.length) {
            drawn = Arrays.copyOf(drawn, 2 * count);
        }
        drawn[count++] = event;
        following.drew(event);
        course.drew(event);
    }
}
