package org.amadeus.live.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Sampling;

/**
 * Writes a stretch anew, a step of the model at a time: draws several takes from one question, has the model hear what
 * follows after each, and keeps the one after which that is likeliest. The same question, sampling and seed give the same. A
 * take without notes stays only where all are. For one thread.
 */
public final class Rewriting {
    private static final int TAKES = 4;

    private final Stretch stretch;
    private final EventCodec codec;
    private final Sampling sampling;
    private final long seed;
    private final Consumer<Rewritten> told;
    private final int takes;
    /** What the voice hears next, whatever it would draw; of that, the last are what follows the stretch. */
    private final Deque<Integer> script = new ArrayDeque<>();

    private final List<Double> likelihoods = new ArrayList<>();
    private VoiceSnapshot question;
    private Take take;
    private int count;
    /** The event that happened where the voice drew another, or -1. */
    private int instead = -1;

    private int judged;
    private double likelihood;
    private Performer performer;
    private int slot;
    private double best = Double.NEGATIVE_INFINITY;
    private int chosen;
    private NoteSequence notes = NoteSequence.of();

    /**
     * @param stretch whose {@link Stretch#heard} the voice has heard
     * @param told    what came of it, when it is done
     */
    public Rewriting(Stretch stretch, EventCodec codec, Sampling sampling, long seed, Consumer<Rewritten> told) {
        this.stretch = stretch;
        this.codec = codec;
        this.sampling = sampling;
        this.seed = seed;
        this.told = told;
        this.takes = stretch.isFollowed() ? TAKES : 1;
    }

    /** Whether all takes are there. */
    public boolean isOver() {
        return count == takes;
    }

    /** Says what came of it. */
    public void report() {
        told.accept(new Rewritten(notes, chosen, likelihoods));
    }

    /** What the voice was before it. */
    public VoiceSnapshot question() {
        return question;
    }

    /** Says what the voice does at the next step, in its slot. */
    public void prepare(Performer of, int at) {
        performer = of;
        slot = at;
        performer.sampling(slot, sampling);
        performer.tilt(slot, 0, 0);
        if (question == null) {
            question = performer.snapshot(slot);
        }
        if (take == null) {
            performer.restore(slot, question.reseeded(seed).withChances(count));
            take = new Take(stretch, codec);
            take.goOn(script);
        }
        if (instead >= 0) {
            performer.pretend(slot, instead);
            instead = -1;
        }
        if (script.isEmpty()) {
            performer.play(slot, take::mayDraw);
        } else {
            performer.force(slot, script.peek());
        }
    }

    /** Takes the event that it heard or drew at that step. */
    public void stepped(int event) {
        if (!script.isEmpty()) {
            if (script.size() <= judged) {
                likelihood += performer.logLikelihood(slot);
            }
            script.remove();
        } else {
            int happened = take.drew(event, script);
            instead = happened == event ? -1 : happened;
        }
        if (!take.isOver()) {
            return;
        }
        if (judged == 0 && stretch.isFollowed()) {
            EventSequence following = stretch.following(codec, take.velocityEvent());
            judged = following.size();
            for (int i = 0; i < judged; i++) {
                script.add(following.get(i));
            }
        }
        if (script.isEmpty()) {
            finish();
        }
    }

    private void finish() {
        double mean = likelihood / Math.max(1, judged);
        if (judged > 0) {
            likelihoods.add(mean);
        }
        boolean silent = take.notes().isEmpty();
        if (!silent && mean > best) {
            best = mean;
            chosen = count;
            notes = take.notes();
        }
        count++;
        take = null;
        judged = 0;
        likelihood = 0;
        instead = -1;
    }
}
