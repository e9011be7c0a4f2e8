package org.amadeus.live.beat.clock;

import java.util.Arrays;

/** The usual time from one tick's arrival to the next: the median of the last few, which single ticks can't move. */
final class UsualGap {
    private static final int FEW = 7;

    private final double[] gaps = new double[FEW];
    private int count;

    void clear() {
        count = 0;
    }

    void add(double gap) {
        gaps[count++ % FEW] = gap;
        count = count == 2 * FEW ? FEW : count;
    }

    /** Seconds; 0 where there is none. */
    double median() {
        double[] sorted = Arrays.copyOf(gaps, Math.min(count, FEW));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
    }
}
