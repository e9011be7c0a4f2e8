package org.amadeus.live.beat.clock;

/**
 * Counts a clock's ticks, those too that were lost on the way. A long gap may be a lost tick, a slower tempo, or nothing but
 * trembling: that shows by the ticks that follow. So it is decided at once, and once more some ticks later, by how far the
 * line through these lies behind where the ticks before led.
 */
final class TickCount {
    /** A tick that many intervals after the last is looked at again after so many ticks. */
    private static final double SUSPICIOUS = 1.4;

    private static final int LATER = 12;
    /** Ticks that are so many intervals later than they should be were behind lost ones. */
    private static final double SLIPPED = 0.7;
    /** So many gaps in a row that look like lost ticks are a slower tempo. */
    private static final int SLOWER = 3;
    /** A tempo that differs by no more has not jumped. */
    private static final double ALIKE = 0.05;

    private static final double DOUBT = 0.1;
    /** The most ticks that count as lost at once. */
    private static final int MOST_LOST = 100;

    private final TickFilter filter;
    private final UsualGap usual = new UsualGap();
    /** Of the last tick, from the song's first, which is 0. */
    private long index = -1;
    /** How many ticks count as lost that may only be late. */
    private int missing;
    /** How many gaps in a row looked like lost ticks; how many of the ticks that they count as may be none. */
    private int gaps;

    private int assumed;
    /** The line through the ticks since a suspicious gap, or null; as how many that gap counts, what led there. */
    private TickLine since;

    private int counted;
    private double before;
    private double interval;

    TickCount(TickFilter filter) {
        this.filter = filter;
    }

    /** The first tick after a rest. */
    void begin() {
        usual.clear();
        forget();
        index++;
    }

    /** The next tick is that one. */
    void put(long next) {
        index = next - 1;
        forget();
    }

    private void forget() {
        missing = 0;
        gaps = 0;
        assumed = 0;
        since = null;
    }

    /**
     * Another tick; the filter takes it.
     *
     * @param gap     since the last one arrived
     * @param settled whether it is known how fast they come
     */
    void tick(double now, double gap, boolean settled) {
        double usually = filter.age() < LATER ? usual.median() : filter.interval();
        usual.add(gap);
        double late = settled && usually > 0 ? (now - filter.last()) / usually : 1;
        if (missing > 0 && late < 1 - SLIPPED) {
            missing--;
            since = null;
            return;
        }
        boolean lost = late > 1 + SLIPPED && gap > (1 + SLIPPED) * usually;
        int steps = lost ? (int) Math.min(MOST_LOST, Math.round(late)) : 1;
        boolean started = lost || since == null && late > SUSPICIOUS;
        if (started) {
            since = new TickLine(now);
            counted = steps;
            before = filter.last();
            interval = filter.age() < LATER ? Double.NaN : filter.interval();
        }
        missing = steps - 1;
        index += steps;
        gaps = lost ? gaps + 1 : 0;
        assumed = lost ? assumed + missing : 0;
        if (gaps == SLOWER) {
            index -= assumed;
            forget();
            usual.clear();
            filter.change(now, gap);
        } else {
            filter.tick(now, steps);
            lookAgain(now, started ? 0 : steps);
        }
    }

    private void lookAgain(double now, int steps) {
        if (since == null || steps == 0) {
            return;
        }
        since.add(now, steps);
        if (since.ticks() == LATER) {
            double slope = since.slope();
            boolean alike = Math.abs(slope - interval) < ALIKE * interval;
            double slip = (since.begin(slope) - before) / (alike ? (slope + interval) / 2 : slope) - 1;
            index += Math.max(0, Math.min(MOST_LOST, Math.round(slip - DOUBT))) + 1 - counted;
            since = null;
        }
    }

    long index() {
        return index;
    }
}
