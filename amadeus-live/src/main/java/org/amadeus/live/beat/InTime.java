package org.amadeus.live.beat;

/**
 * How answers keep the player's tempo.
 *
 * @param bars  how many an answer lasts, 1 .. {@value #MOST_BARS}; 0: about as long as the phrase, whatever the beats
 * @param tempo beats a minute, {@value Metre#SLOWEST} .. {@value Metre#FASTEST}; 0: as estimated from the phrase
 * @param grid  what the answer's onsets are drawn to
 */
public record InTime(int bars, double tempo, OnsetGrid grid) {
    public static final int MOST_BARS = 32;
    /** Answers that begin when the phrase is over and last as long. */
    public static final InTime FREE = new InTime(0, 0, OnsetGrid.OFF);

    public InTime {
        if (bars < 0 || bars > MOST_BARS) {
            throw new IllegalArgumentException("bars are " + bars + ", expected 1 .. " + MOST_BARS);
        }
        if (tempo != 0 && !(tempo >= Metre.SLOWEST && tempo <= Metre.FASTEST)) {
            throw new IllegalArgumentException(
                    "tempo is " + tempo + ", expected " + Metre.SLOWEST + " .. " + Metre.FASTEST);
        }
    }

    public InTime withBars(int other) {
        return new InTime(other, tempo, grid);
    }

    public InTime withTempo(double other) {
        return new InTime(bars, other, grid);
    }

    public InTime withGrid(OnsetGrid other) {
        return new InTime(bars, tempo, other);
    }

    /** Whether answers go by beats at all. */
    public boolean isOn() {
        return bars > 0 || grid.isOn();
    }
}
