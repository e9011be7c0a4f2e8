package org.amadeus.live.beat.clock;

/**
 * Finds the times of steady ticks in those of their arrival, which tremble: an alpha-beta filter whose gains are those of a
 * straight line through all ticks so far, as long as these are few, and stay what they are at {@value #MEMORY} (the
 * growing-memory g-h filter of Brookner, Tracking and Kalman Filtering Made Easy, 1998, section 1.2.10: with n ticks before
 * this one, g = 2 (2n + 1) / ((n + 1) (n + 2)) of what a tick is late changes its time, h = 6 / ((n + 1) (n + 2)) the interval).
 * Where ticks have been late or early on average for a while (an exponentially weighted moving average, the control chart
 * of Roberts, 1959) the tempo has changed, and what was before is forgotten. Times are seconds.
 */
final class TickFilter {
    /** At a trembling of 2 ms a tick's time is known to 0.8 ms then. */
    private static final int MEMORY = 20;
    /** What is left to know where the tempo has changed: the interval is found anew of the next three ticks. */
    private static final int CHANGED = 4;

    private static final double WEIGHT = 0.25;
    /** 3.6 times the average's own deviation at a trembling of 2 ms. */
    private static final double DRIFT = 0.003;

    private double last;
    private double interval;
    private double drift;
    private int before;

    /** The first of the ticks. */
    void begin(double now) {
        last = now;
        before = 0;
        drift = 0;
    }

    /** The interval is found anew from that of the last two arrivals on. */
    void change(double now, double gap) {
        begin(now);
        interval = gap;
        before = 1;
    }

    /**
     * A tick that arrives now, {@code steps} after the last.
     *
     * @param steps 1, or more where ticks were lost
     */
    void tick(double now, int steps) {
        before++;
        double late = now - last - steps * interval;
        int n = Math.min(before, MEMORY);
        last = now - late + late * 2 * (2 * n + 1) / ((n + 1.0) * (n + 2));
        interval += late * 6 / ((n + 1.0) * (n + 2)) / steps;
        drift += WEIGHT * (late - drift);
        if (before > CHANGED && Math.abs(drift) > DRIFT) {
            before = CHANGED;
            drift = 0;
        }
    }

    /** How many ticks it has of this tempo. */
    int age() {
        return before;
    }

    /** When the last tick was. */
    double last() {
        return last;
    }

    /** From one tick to the next; nothing to rely on before the second. */
    double interval() {
        return interval;
    }
}
