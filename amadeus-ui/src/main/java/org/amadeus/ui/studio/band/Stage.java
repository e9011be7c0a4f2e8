package org.amadeus.ui.studio.band;

import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.amadeus.model.generate.Guards;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.VoiceSnapshot;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;

/**
 * The seats that voices play on: one model at two batch sizes. Alone a voice has the quicker single step, together up to
 * {@value #SEATS} share one. A voice without a seat is kept as a snapshot.
 */
final class Stage implements AutoCloseable {
    /** The most voices of a step. A larger batch gains little and makes every one of its voices wait. */
    static final int SEATS = 8;

    private final StepModel single;
    private final StepModel several;
    private final Performer solo;
    private final Performer ensemble;
    private final Voice[] soloSeat = new Voice[1];
    private final Voice[] seats = new Voice[SEATS];

    Stage(IntFunction<StepModel> models) {
        single = models.apply(1);
        several = models.apply(SEATS);
        solo = new Performer(single, Guards.DEFAULT);
        ensemble = new Performer(several, Guards.DEFAULT);
    }

    ModelConfig config() {
        return single.config();
    }

    /** A voice that heard nothing. A piece out of nothing starts where its seed says, one that goes on starts neutral. */
    VoiceSnapshot fresh(Prompt prompt, long seed) {
        vacate(soloSeat, solo, 0);
        float[] init = new float[config().initDim()];
        if (prompt.size() == 0) {
            Random random = new Random(seed);
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
        }
        solo.start(0, init, seed);
        prompt.control().ifPresent(control -> solo.control(0, control));
        return solo.snapshot(0);
    }

    /** What a voice is now. */
    VoiceSnapshot snapshot(Voice voice) {
        int seat = seatOf(seats, voice);
        if (seat >= 0) {
            return ensemble.snapshot(seat);
        }
        return soloSeat[0] == voice ? solo.snapshot(0) : voice.parked();
    }

    /** Takes a voice's seat away; what it was is not kept. */
    void leave(Voice voice) {
        int seat = seatOf(seats, voice);
        if (seat >= 0) {
            seats[seat] = null;
        }
        if (soloSeat[0] == voice) {
            soloSeat[0] = null;
        }
    }

    /** Advances each of them, at most {@value #SEATS}, by one event. */
    void step(List<Voice> voices) {
        boolean alone = voices.size() == 1;
        Performer performer = alone ? solo : ensemble;
        Voice[] row = alone ? soloSeat : seats;
        for (Voice voice : voices) {
            int seat = seatOf(row, voice);
            voice.prepare(performer, seat >= 0 ? seat : sit(voice, row, performer, voices));
        }
        performer.step();
        for (Voice voice : voices) {
            voice.stepped(performer.event(seatOf(row, voice)));
        }
    }

    private int sit(Voice voice, Voice[] row, Performer performer, List<Voice> staying) {
        VoiceSnapshot snapshot = snapshot(voice);
        leave(voice);
        int seat = 0;
        while (row[seat] != null && staying.contains(row[seat])) {
            seat++;
        }
        vacate(row, performer, seat);
        performer.restore(seat, snapshot);
        row[seat] = voice;
        return seat;
    }

    private static void vacate(Voice[] row, Performer performer, int seat) {
        if (row[seat] != null) {
            row[seat].park(performer.snapshot(seat));
            row[seat] = null;
        }
    }

    private static int seatOf(Voice[] row, Voice voice) {
        for (int seat = 0; seat < row.length; seat++) {
            if (row[seat] == voice) {
                return seat;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        single.close();
        several.close();
    }
}
