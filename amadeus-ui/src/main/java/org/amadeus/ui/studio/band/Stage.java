package org.amadeus.ui.studio.band;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import org.amadeus.data.controls.Control;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * The seats that voices play on: the slots of one model. A step takes all of them, however many voices there are: the
 * arithmetic of a slot depends on the size of the batch, but neither on which slot it is nor on what the others do, so that
 * a voice plays the same whoever plays beside it. A voice without a seat is kept as a snapshot.
 */
final class Stage implements AutoCloseable {
    /** The most voices of a step. A larger batch gains little and makes every one of its voices wait. */
    static final int SEATS = 8;

    private final StepModel model;
    private final Performer performer;
    private final Voice[] seats = new Voice[SEATS];

    Stage(IntFunction<StepModel> models) {
        model = models.apply(SEATS);
        performer = new Performer(model, Guards.DEFAULT);
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
        int seat = seatOf(voice);
        return seat >= 0 ? performer.snapshot(seat) : voice.parked();
    }

    /** Takes a voice's seat away; what it was is not kept. */
    void leave(Voice voice) {
        int seat = seatOf(voice);
        if (seat >= 0) {
            seats[seat] = null;
        }
    }

    /**
     * Advances each of them by one event. Voices that only have their seats stay what they were, whatever is thrown.
     *
     * @param voices  at most {@value #SEATS}, none twice
     * @param stepped told of each and its event
     */
    void step(List<Voice> voices, ObjIntConsumer<Voice> stepped) {
        for (Voice voice : voices) {
            int seat = seatOf(voice);
            voice.prepare(performer, seat >= 0 ? seat : sit(voice, voices));
        }
        performer.step();
        int[] events = voices.stream()
                .mapToInt(voice -> performer.event(seatOf(voice)))
                .toArray();
        for (int i = 0; i < events.length; i++) {
            stepped.accept(voices.get(i), events[i]);
        }
    }

    private int sit(Voice voice, List<Voice> staying) {
        int seat = 0;
        while (seats[seat] != null && staying.contains(seats[seat])) {
            seat++;
        }
        vacate(seat);
        performer.restore(seat, voice.parked());
        seats[seat] = voice;
        return seat;
    }

    private void vacate(int seat) {
        if (seats[seat] != null) {
            seats[seat].park(performer.snapshot(seat));
            seats[seat] = null;
        }
    }

    private int seatOf(Voice voice) {
        for (int seat = 0; seat < SEATS; seat++) {
            if (seats[seat] == voice) {
                return seat;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        model.close();
    }
}
