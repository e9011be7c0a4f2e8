package org.amadeus.ui.studio.band;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.amadeus.data.events.EventCodec;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.Sampling;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.ui.studio.message.Ending;
import org.amadeus.ui.studio.message.Request;

/**
 * One session's player: what it is to hear, what it plays, and what it was when it last had a seat. The band's thread
 * owns all of it but what it is asked for, which any thread may set.
 */
public final class Voice {
    /** How far a voice plays ahead of its listener, seconds: enough for a pause of the machine, little to throw away. */
    private static final double LEAD = 4.0;

    private final Audience audience;
    private final EventCodec codec;
    private final Stage stage;

    /** What to turn to next, or null; and the answers to end, where there is nothing to turn to. */
    private Wish next;

    private final Set<Long> stopped = new HashSet<>();

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

    /** Sets what to turn to next; returns an answer that was to be next until now and is never begun. */
    synchronized Optional<Request.Answer> ask(Wish wish) {
        Wish replaced = next;
        next = wish;
        stopped.clear();
        return replaced instanceof Wish.Play unheard ? Optional.of(unheard.answer()) : Optional.empty();
    }

    /** Ends an answer; returns it where it was to be next and is never begun. */
    synchronized Optional<Request.Answer> stop(long id) {
        if (next == null) {
            stopped.add(id);
        } else if (next instanceof Wish.Play play && play.answer().id() == id) {
            next = new Wish.Rest();
            return Optional.of(play.answer());
        }
        return Optional.empty();
    }

    /** Looks whether something else was asked for, and turns to it. */
    void attend(long nowNanos) {
        Wish wish;
        synchronized (this) {
            if (performance != null && stopped.contains(performance.request().id())) {
                stop(Ending.STOPPED);
            }
            stopped.clear();
            wish = next;
            next = null;
        }
        if (wish == null) {
            return;
        }
        stop(Ending.STOPPED);
        if (wish instanceof Wish.Hear hear) {
            turnTo(hear.prompt(), 0);
            playIfReady(nowNanos);
        } else if (wish instanceof Wish.Play play) {
            performance = new Performance(play.answer(), audience, codec);
            turnTo(play.prompt(), play.answer().seed());
            playIfReady(nowNanos);
        }
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

    private void playIfReady(long nowNanos) {
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
            performance.begin(nowNanos);
        }
    }

    /** Ends what is being played or was to be played. */
    private void stop(Ending why) {
        Performance ended = performance;
        performance = null;
        playing = false;
        if (ended != null) {
            ended.end(why);
        }
    }

    /** Forgets everything, after a fault; returns the id of the answer that ends by it. */
    OptionalLong reset() {
        OptionalLong lost = performance == null
                ? OptionalLong.empty()
                : OptionalLong.of(performance.request().id());
        stage.leave(this);
        prompt = Prompt.SILENCE;
        rememberedPrompt = Prompt.SILENCE;
        heard = 0;
        hasPlayed = true;
        performance = null;
        playing = false;
        return lost;
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
    void stepped(int event, long nowNanos) {
        if (!playing) {
            heard++;
            playIfReady(nowNanos);
            return;
        }
        performance.play(event, nowNanos);
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
