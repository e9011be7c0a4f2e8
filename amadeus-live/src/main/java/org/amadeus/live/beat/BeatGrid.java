package org.amadeus.live.beat;

/**
 * Beats at a steady tempo, grouped in bars, without an end in both directions.
 *
 * @param origin      when a bar begins, seconds of the live clock, finite
 * @param beat        seconds from one beat to the next, above 0 and finite
 * @param beatsPerBar 1 or more
 * @param unit        what a beat is: 4 is a quarter, 8 an eighth; 1 or more
 */
public record BeatGrid(double origin, double beat, int beatsPerBar, int unit) {
    /** How far after a beat a time still counts as on it, as a share of the beat: rounding errors of sums of beats. */
    private static final double ON = 1e-6;

    public BeatGrid {
        if (!Double.isFinite(origin) || !(beat > 0) || !Double.isFinite(beat) || beatsPerBar < 1 || unit < 1) {
            throw new IllegalArgumentException(
                    "beats from " + origin + " s, each " + beat + " s, " + beatsPerBar + "/" + unit + " a bar");
        }
    }

    /** Beats that are quarters. */
    public BeatGrid(double origin, double beat, int beatsPerBar) {
        this(origin, beat, beatsPerBar, 4);
    }

    /** Seconds of a note that is such a part of a whole note: 16 of a sixteenth. */
    public double seconds(int note) {
        return beat * unit / note;
    }

    /** Seconds of a bar. */
    public double bar() {
        return beat * beatsPerBar;
    }

    /** Beats a minute. */
    public double tempo() {
        return 60 / beat;
    }

    /** The first beat at that time or later. */
    public double beatFrom(double time) {
        return from(time, beat);
    }

    /** The first beginning of a bar at that time or later. */
    public double barFrom(double time) {
        return from(time, bar());
    }

    /** The same beats faster or slower from {@code now} on: the place in the bar is kept. */
    public BeatGrid at(double now, double changedBeat) {
        return new BeatGrid(now - (now - origin) * changedBeat / beat, changedBeat, beatsPerBar, unit);
    }

    private double from(double time, double step) {
        return origin + Math.ceil((time - origin) / step - ON) * step;
    }

    /**
     * An onset drawn to the nearest of the notes that a bar begins with and that follow each other.
     *
     * @param note     as a part of a whole note: 16 are sixteenths
     * @param strength 0 leaves it, 1 moves it all the way
     */
    public double draw(double time, int note, double strength) {
        double step = seconds(note);
        double on = origin + Math.rint((time - origin) / step) * step;
        return time + strength * (on - time);
    }
}
