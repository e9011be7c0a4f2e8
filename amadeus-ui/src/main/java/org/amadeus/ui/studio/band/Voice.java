package org.amadeus.ui.studio.band;

import org.amadeus.data.events.EventCodec;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.ui.studio.message.Ending;
import org.amadeus.ui.studio.message.Request;

/**
 * One session's player: what it is to hear, what it plays, and what it was when it last had a seat. The band's thread
 * owns all of it but the next task, which any thread may set.
 */
public final class Voice {
    /** How far a voice plays ahead of its listener, seconds: enough for a pause of the machine, little to throw away. */
    private static final double LEAD = 4.0;

    /** A request with its notes already turned into events. */
    record Task(Request request, Prompt prompt) {}

    private final Audience audience;
    private final EventCodec codec;
    private final Stage stage;

    private Task next;
    private Prompt prompt = Prompt.SILENCE;
    private int heard;
    private VoiceSnapshot parked;
    /** What it was where the last prompt ended: the next mostly goes on from there, and another take begins there. */
    private Prompt rememberedPrompt = Prompt.SILENCE;

    private VoiceSnapshot remembered;
    private Performance performance;
    private boolean playing;
    private boolean hasPlayed;
    private long lastStep;

    Voice(Audience audience, EventCodec codec, Stage stage) {
        this.audience = audience;
        this.codec = codec;
        this.stage = stage;
    }

    Audience audience() {
        return audience;
    }

    /** Sets what to do next; returns what was to be done next until now, or null. */
    synchronized Task ask(Task task) {
        Task replaced = next;
        next = task;
        return replaced;
    }

    private synchronized Task takeNext() {
        Task task = next;
        next = null;
        return task;
    }

    /** Looks whether something else was asked for, and turns to it. */
    void attend() {
        Task task = takeNext();
        if (task == null) {
            return;
        }
        if (task.request() instanceof Request.Stop stop) {
            if (performance != null && performance.request().id() == stop.id()) {
                stop(Ending.STOPPED);
            }
            return;
        }
        stop(Ending.STOPPED);
        Request.Answer answer = task.request() instanceof Request.Answer asked ? asked : null;
        performance = answer == null ? null : new Performance(answer, audience, codec);
        turnTo(task.prompt(), answer == null ? 0 : answer.seed());
        playIfReady();
    }

    private void turnTo(Prompt wanted, long seed) {
        boolean goesOn = !hasPlayed && wanted.continues(prompt, heard) && heard >= rememberedPrompt.size();
        if (!goesOn) {
            boolean known = wanted.continues(rememberedPrompt, rememberedPrompt.size());
            stage.leave(this);
            parked = known ? remembered : stage.fresh(wanted, seed);
            heard = known ? rememberedPrompt.size() : 0;
            hasPlayed = false;
        }
        prompt = wanted;
    }

    private void playIfReady() {
        if (heard < prompt.size()) {
            return;
        }
        VoiceSnapshot now = stage.snapshot(this);
        if (heard > 0) {
            rememberedPrompt = prompt;
            remembered = now;
        }
        if (performance != null) {
            stage.leave(this);
            parked = now.reseeded(performance.request().seed());
            playing = true;
            hasPlayed = true;
            performance.begin();
        }
    }

    /** Ends what is being played or was to be played. */
    void stop(Ending why) {
        Performance ended = performance;
        performance = null;
        playing = false;
        if (ended != null) {
            ended.end(why);
        }
    }

    /** Forgets everything, after a fault. */
    void reset() {
        stage.leave(this);
        prompt = Prompt.SILENCE;
        rememberedPrompt = Prompt.SILENCE;
        heard = 0;
        hasPlayed = true;
        performance = null;
        playing = false;
    }

    /** Whether a step of it is wanted now. */
    boolean wantsStep(long nowNanos) {
        if (playing) {
            return performance.ahead(nowNanos) < LEAD && audience.keepsUp();
        }
        return !hasPlayed && heard < prompt.size();
    }

    /**
     * How soon it must be stepped, seconds: the music its listener still has. Who waits for the first note has none; who
     * only listens can wait.
     */
    double patience(long nowNanos) {
        if (playing) {
            return performance.ahead(nowNanos);
        }
        return performance != null ? 0 : LEAD;
    }

    /** The number of the step it last took part in. */
    long lastStep() {
        return lastStep;
    }

    void stepIs(long number) {
        lastStep = number;
    }

    /** Says what it does at the next step on that seat. */
    void prepare(Performer performer, int seat) {
        if (playing) {
            performer.sampling(seat, performance.request().sampling());
            performer.play(seat);
        } else {
            performer.sampling(seat, Sampling.DEFAULT);
            performer.hear(seat, prompt.events().get(heard));
        }
    }

    /** Takes the event that it heard or played. */
    void stepped(int event) {
        if (!playing) {
            heard++;
            playIfReady();
            return;
        }
        performance.play(event);
        Ending ending = performance.ending();
        if (ending != null) {
            stop(ending);
        }
    }

    void park(VoiceSnapshot snapshot) {
        parked = snapshot;
    }

    VoiceSnapshot parked() {
        return parked;
    }
}
