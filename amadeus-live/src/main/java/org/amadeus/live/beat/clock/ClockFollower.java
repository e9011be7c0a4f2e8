package org.amadeus.live.beat.clock;

import java.util.Optional;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.Metre;

/**
 * Follows the MIDI clock of a sequencer: the beats that its ticks mean, from its start or continuing until its stop. Ticks
 * may tremble, be lost, come all at once after a while, change their tempo. Takes anything for a clock, in constant time and
 * space: what is none, by its tempo, has no beats. Times are seconds, and never go back.
 */
public final class ClockFollower {
    /** Ticks that are that far apart are not one clock's: it was unplugged, or its program is gone. */
    static final double LOST = 0.5;
    /** So many ticks say what the tempo is. */
    private static final int ENOUGH = 8;

    private static final double SHORTEST = interval(1.1 * Metre.FASTEST);
    private static final double LONGEST = interval(0.9 * Metre.SLOWEST);
    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Metre metre;
    private final int ticksPerBeat;
    private final int ticksPerBar;
    private final TickFilter filter = new TickFilter();
    private final TickCount count = new TickCount(filter);
    /** How many ticks have come without a rest; no more than are of use. */
    private int seen;
    /** When the last one came. */
    private double arrived = Double.NEGATIVE_INFINITY;

    private boolean running;

    public ClockFollower(Metre metre) {
        this.metre = metre;
        this.ticksPerBeat = 4 * ClockMessage.TICKS_PER_QUARTER / metre.unit();
        this.ticksPerBar = ticksPerBeat * metre.beats();
    }

    private static double interval(double tempo) {
        return 60 / tempo / ClockMessage.TICKS_PER_QUARTER;
    }

    /**
     * A message of the clock came; any other is passed over.
     *
     * @param data1 0 .. 127
     * @param data2 0 .. 127
     */
    public void message(double now, int status, int data1, int data2) {
        advance(now);
        switch (status) {
            case ClockMessage.TICK -> tick(now);
            case ClockMessage.START -> {
                count.put(0);
                running = true;
            }
            case ClockMessage.CONTINUE -> running = true;
            case ClockMessage.STOP -> running = false;
            case ClockMessage.POSITION ->
                count.put((long) ClockMessage.TICKS_PER_SIXTEENTH * (data1 & 0x7F | (data2 & 0x7F) << 7));
            default -> {
                // No clock's.
            }
        }
    }

    private void tick(double now) {
        if (seen == 0) {
            filter.begin(now);
            count.begin();
        } else {
            count.tick(now, now - arrived, seen == ENOUGH);
        }
        arrived = now;
        seen = Math.min(ENOUGH, seen + 1);
    }

    /** Sees whether ticks have failed to come for so long that there is no clock any more. */
    public void advance(double now) {
        if (now >= lostAt()) {
            lose();
        }
    }

    /** The clock is gone. */
    public void lose() {
        running = false;
        seen = 0;
    }

    /** The beats as the last ticks have them; empty where no clock runs, or its tempo is none. */
    public Optional<BeatGrid> beats() {
        double interval = filter.interval();
        if (!running || seen < ENOUGH || !(interval >= SHORTEST && interval <= LONGEST)) {
            return Optional.empty();
        }
        double origin = filter.last() - Math.floorMod(count.index(), (long) ticksPerBar) * interval;
        return Optional.of(new BeatGrid(origin, interval * ticksPerBeat, metre.beats(), metre.unit()));
    }

    /** Whether it was started, and not stopped or lost since. */
    public boolean isRunning() {
        return running;
    }

    /** When {@link #advance} will find it lost, if no tick comes; infinity where there is none to lose. */
    public double lostAt() {
        return seen == 0 ? NEVER : arrived + LOST;
    }
}
