package org.amadeus.ui.picture;

import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * Where things are in a piano roll: seconds to the right, pitches upwards; all in points. A long piece is broken into
 * systems, one below the other, as on a page of music.
 */
final class RollLayout {
    static final int LEFT = 86;
    static final int RIGHT = 36;
    static final int TOP = 78;
    static final int BOTTOM = 18;
    static final int ROW = 8;
    /** Between two systems; holds the numbers of the time axis. */
    static final int GAP = 40;

    private static final double USUAL_PIXELS_PER_SECOND = 80;
    private static final double USUAL_SYSTEM = 20;
    private static final int MOST_SYSTEMS = 16;
    private static final int NARROWEST = 900;
    private static final int LEAST_ROWS = 30;
    private static final double[] STEPS = {0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600};
    private static final double LEAST_STEP_PIXELS = 64;

    final int lowest;
    final int highest;
    final double seconds;
    final int systems;
    /** Of one system. */
    final double secondsPerSystem;

    final double pixelsPerSecond;

    RollLayout(NoteSequence notes) {
        int low = 127;
        int high = 0;
        double end = 0;
        for (Note note : notes) {
            low = Math.min(low, note.pitch());
            high = Math.max(high, note.pitch());
            end = Math.max(end, note.end());
        }
        int more = Math.max(2, (LEAST_ROWS - (high - low)) / 2);
        lowest = Math.max(0, low - more);
        highest = Math.min(127, high + more);
        seconds = Math.max(1, end);
        systems = (int) Math.max(1, Math.min(MOST_SYSTEMS, Math.round(seconds / USUAL_SYSTEM)));
        secondsPerSystem = seconds / systems;
        double usual = Math.min(secondsPerSystem, 1.5 * USUAL_SYSTEM) * USUAL_PIXELS_PER_SECOND;
        pixelsPerSecond = Math.max(NARROWEST, usual) / secondsPerSystem;
    }

    int width() {
        return LEFT + (int) Math.ceil(secondsPerSystem * pixelsPerSecond) + RIGHT;
    }

    int height() {
        return TOP + systems * systemHeight() + BOTTOM;
    }

    private int systemHeight() {
        return (highest - lowest + 1) * ROW + GAP;
    }

    /** Seconds at which a system begins. */
    double begins(int system) {
        return system * secondsPerSystem;
    }

    /** Where a time is in a system; outside it where the time is. */
    double x(int system, double time) {
        return LEFT + (time - begins(system)) * pixelsPerSecond;
    }

    /** The upper edge of a pitch's row. */
    int y(int system, int pitch) {
        return TOP + system * systemHeight() + (highest - pitch) * ROW;
    }

    int top(int system) {
        return y(system, highest);
    }

    int bottom(int system) {
        return y(system, lowest) + ROW;
    }

    int right() {
        return width() - RIGHT;
    }

    /** Seconds between two marks of the time axis. */
    double step() {
        for (double step : STEPS) {
            if (step * pixelsPerSecond >= LEAST_STEP_PIXELS) {
                return step;
            }
        }
        return 3600 * Math.ceil(LEAST_STEP_PIXELS / pixelsPerSecond / 3600);
    }
}
