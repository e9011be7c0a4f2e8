package org.amadeus.live.page;

/**
 * The page's clock as the engine's shows it. Messages take their time on the way: that which took the least says most
 * about how the two clocks stand. A page that slept is behind by more than any message takes; its clock is read anew.
 */
final class PageClock {
    /** No message takes that long, seconds. */
    private static final double LATEST = 1;

    private double offset = Double.NaN;

    /** A message of the page's time {@code at} arrived at {@code now}. */
    void observe(double at, double now) {
        double seen = at - now;
        if (!(seen <= offset) || seen < offset - LATEST) {
            offset = seen;
        }
    }

    /** What time it is on the page at the engine's {@code now}; where nothing was heard yet, the same. */
    double at(double now) {
        return Double.isNaN(offset) ? now : now + offset;
    }

    /** The engine's time at the page's. */
    double now(double at) {
        return Double.isNaN(offset) ? at : at - offset;
    }
}
