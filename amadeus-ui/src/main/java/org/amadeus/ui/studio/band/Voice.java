package org.amadeus.ui.studio.band;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.page.EngineJson;
import org.amadeus.live.page.PageEngine;
import org.amadeus.live.page.PageMessage;
import org.amadeus.live.voice.Improviser;
import org.amadeus.live.voice.VoiceState;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Sampling;

/**
 * One session's player: the engine of its page, its improviser, and what that was when it last had a slot. The band's
 * thread owns all of it but what is said to it, which any thread may say.
 */
public final class Voice implements VoiceState {
    private final Audience audience;
    private final Stage stage;
    private final Queue<PageMessage> said = new ConcurrentLinkedQueue<>();
    private final Improviser improviser;
    private final PageEngine engine;
    private VoiceSnapshot parked;
    private long lastStep;

    Voice(Audience audience, EventCodec codec, Stage stage) {
        this.audience = audience;
        this.stage = stage;
        this.improviser = new Improviser(this, stage.config().initDim(), Sampling.DEFAULT);
        this.engine = new PageEngine(improviser, codec, message -> audience.send(EngineJson.write(message)));
    }

    Audience audience() {
        return audience;
    }

    void say(PageMessage message) {
        said.add(message);
    }

    /** Hears what was said, does what is due; returns whether a step of it is wanted now. */
    boolean attend(double now) {
        for (PageMessage message = said.poll(); message != null; message = said.poll()) {
            engine.receive(message, now);
        }
        if (audience.keepsUp()) {
            engine.advance(now);
        }
        return improviser.wantsStep();
    }

    /** How soon it must be stepped, seconds: the music its listener still has. */
    double patience(double now) {
        return engine.patience(now);
    }

    /** Forgets everything, after a fault; returns the id of the turn that ends by it. */
    OptionalLong reset(double now) {
        return engine.reset(now);
    }

    /** The number of the step it last took part in. */
    long lastStep() {
        return lastStep;
    }

    void stepIs(long number) {
        lastStep = number;
    }

    /** Says what it does at the next step in that slot. */
    void prepare(Performer performer, int slot) {
        improviser.prepare(performer, slot);
    }

    /** Takes the event that it heard or played. */
    void stepped(int event) {
        improviser.stepped(event);
    }

    void park(VoiceSnapshot snapshot) {
        parked = snapshot;
    }

    VoiceSnapshot parked() {
        return parked;
    }

    @Override
    public VoiceSnapshot snapshot() {
        return stage.snapshot(this);
    }

    @Override
    public void restore(VoiceSnapshot snapshot) {
        stage.leave(this);
        parked = snapshot;
    }

    @Override
    public void start(float[] init, long seed, Optional<Control> control) {
        restore(stage.fresh(init, seed, control));
    }
}
