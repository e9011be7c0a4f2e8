package org.amadeus.live.beat.clock;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.amadeus.live.beat.BeatGrid;

/**
 * Sends the MIDI clock of beats: ticks from the first on, so that who follows knows the tempo; a start before the next bar; a
 * stop where there are no beats any more. Where beats jump, or ticks are long overdue, it stops and starts anew. Times are
 * seconds, and never go back.
 */
public final class ClockSource {
    /** Ticks that are later than that are not sent any more. */
    private static final double LATEST = 0.25;

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final IntConsumer out;
    private Optional<BeatGrid> beats = Optional.empty();
    private boolean ticking;
    private boolean started;
    /** When the next tick is due, and which of the bar it is. */
    private double due;

    private int place;

    /** @param out takes each message's status, {@link ClockMessage} */
    public ClockSource(IntConsumer out) {
        this.out = out;
    }

    /** The beats from now on. */
    public void beats(Optional<BeatGrid> given) {
        beats = given;
    }

    /**
     * Sends what is due.
     *
     * @return when there is more to send; infinity while there are no beats
     */
    public double advance(double now) {
        if (beats.isEmpty()) {
            stop();
            return NEVER;
        }
        BeatGrid grid = beats.get();
        double interval = grid.seconds(4 * ClockMessage.TICKS_PER_QUARTER);
        int ticks = 4 * ClockMessage.TICKS_PER_QUARTER * grid.beatsPerBar() / grid.unit();
        if (ticking && now > due + LATEST) {
            stop();
        }
        if (!ticking) {
            double next = Math.ceil((now - grid.origin()) / interval);
            ticking = true;
            place = (int) Math.floorMod((long) next, (long) ticks);
            due = grid.origin() + next * interval;
        }
        double there = grid.origin() + place * interval;
        there += Math.rint((due - there) / grid.bar()) * grid.bar();
        if (Math.abs(there - due) > interval) {
            stop();
            return now;
        }
        due = there;
        while (due <= now) {
            out.accept(ClockMessage.TICK);
            place = (place + 1) % ticks;
            due += interval;
            if (place == 0 && !started) {
                started = true;
                out.accept(ClockMessage.START);
            }
        }
        return due;
    }

    /** Ends it: whoever follows has stopped. */
    public void stop() {
        if (ticking) {
            out.accept(ClockMessage.STOP);
        }
        ticking = false;
        started = false;
    }
}
