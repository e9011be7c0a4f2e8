package org.amadeus.ui.studio.band;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * Which voice is in which slot of one model. A step takes all of them, however many voices there are: the
 * arithmetic of a slot depends on the size of the batch, but neither on which slot it is nor on what the others do, so that
 * a voice plays the same whoever plays beside it. A voice without a slot is kept as a snapshot.
 */
final class Stage implements AutoCloseable {
    /** The most voices of a step. A larger batch gains little and makes every one of its voices wait. */
    static final int SLOTS = 8;

    private final StepModel model;
    private final Performer performer;
    private final Voice[] slots = new Voice[SLOTS];

    Stage(IntFunction<StepModel> models) {
        model = models.apply(SLOTS);
        performer = new Performer(model, Guards.DEFAULT);
    }

    /** Takes the first steps, which take much longer than all others; to be called before there is a voice. */
    void warmUp() {
        new Soloist(performer, config().initDim(), Sampling.DEFAULT).warmUp(EventCodec.of(config().profile()));
    }

    ModelConfig config() {
        return model.config();
    }

    /** A voice that heard nothing. */
    VoiceSnapshot fresh(float[] init, long seed, Optional<Control> control) {
        vacate(0);
        performer.start(0, init, seed);
        control.ifPresent(wanted -> performer.control(0, wanted));
        return performer.snapshot(0);
    }

    /** What a voice is now. */
    VoiceSnapshot snapshot(Voice voice) {
        int slot = slotOf(voice);
        return slot >= 0 ? performer.snapshot(slot) : voice.parked();
    }

    /** Takes a voice's slot away; what it was is not kept. */
    void leave(Voice voice) {
        int slot = slotOf(voice);
        if (slot >= 0) {
            slots[slot] = null;
        }
    }

    /**
     * Advances each of them by one event. Voices that only have their slots stay what they were, whatever is thrown.
     *
     * @param voices  at most {@value #SLOTS}, none twice
     * @param stepped told of each and its event
     */
    void step(List<Voice> voices, ObjIntConsumer<Voice> stepped) {
        for (Voice voice : voices) {
            int slot = slotOf(voice);
            voice.prepare(performer, slot >= 0 ? slot : place(voice, voices));
        }
        performer.step();
        int[] events = voices.stream()
                .mapToInt(voice -> performer.event(slotOf(voice)))
                .toArray();
        for (int i = 0; i < events.length; i++) {
            stepped.accept(voices.get(i), events[i]);
        }
    }

    private int place(Voice voice, List<Voice> staying) {
        int slot = 0;
        while (slots[slot] != null && staying.contains(slots[slot])) {
            slot++;
        }
        vacate(slot);
        performer.restore(slot, voice.parked());
        slots[slot] = voice;
        return slot;
    }

    private void vacate(int slot) {
        if (slots[slot] != null) {
            slots[slot].park(performer.snapshot(slot));
            slots[slot] = null;
        }
    }

    private int slotOf(Voice voice) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (slots[slot] == voice) {
                return slot;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        model.close();
    }
}
