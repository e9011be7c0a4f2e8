package org.amadeus.live.beat.clock;

/** The straight line through the arrivals of ticks that follow one, by least squares. Times are seconds. */
final class TickLine {
    private final double origin;
    private int ticks;
    private int place;
    private double places;
    private double times;
    private double squares;
    private double products;

    /** @param origin when the tick came that they follow, which is not one of them */
    TickLine(double origin) {
        this.origin = origin;
    }

    /** @param steps after the tick before */
    void add(double now, int steps) {
        place += steps;
        ticks++;
        places += place;
        times += now - origin;
        squares += (double) place * place;
        products += place * (now - origin);
    }

    int ticks() {
        return ticks;
    }

    /** From one tick to the next; of two ticks or more. */
    double slope() {
        return (ticks * products - places * times) / (ticks * squares - places * places);
    }

    /** When the tick that they follow should have come, if they are an interval apart; of one tick or more. */
    double begin(double interval) {
        return origin + (times - interval * places) / ticks;
    }
}
