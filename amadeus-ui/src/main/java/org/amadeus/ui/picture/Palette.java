package org.amadeus.ui.picture;

import java.awt.Color;

/** The colours of a piano roll. */
final class Palette {
    static final Color PAPER = new Color(17, 19, 26);
    static final Color WHITE_ROW = new Color(27, 30, 40);
    static final Color BLACK_ROW = new Color(22, 24, 33);
    static final Color OCTAVE = new Color(70, 76, 98);
    static final Color TIME = new Color(45, 49, 64);
    static final Color TEXT = new Color(206, 211, 226);
    static final Color FAINT = new Color(134, 141, 164);
    static final Color IVORY = new Color(232, 230, 222);
    static final Color CRACK = new Color(176, 174, 168);
    static final Color EBONY = new Color(34, 35, 42);

    private static final int[][] STOPS = {
        {58, 62, 142}, {74, 102, 196}, {52, 148, 186}, {66, 184, 150}, {160, 212, 104}, {246, 214, 92}, {255, 240, 190}
    };
    private static final int SOFTEST = 10;
    private static final double LOUDEST = 120;

    private Palette() {}

    /**
     * The colour of a velocity, 0 .. 127: soft is deep blue, loud is pale gold. Brightness grows all the way, so that it
     * reads without colour too.
     */
    static Color ofVelocity(int velocity) {
        double share = (velocity - SOFTEST) / (LOUDEST - SOFTEST);
        double place = Math.max(0, Math.min(1, share)) * (STOPS.length - 1);
        int stop = Math.min(STOPS.length - 2, (int) place);
        int[] mixed = new int[3];
        for (int i = 0; i < 3; i++) {
            mixed[i] = (int) Math.round(STOPS[stop][i] + (place - stop) * (STOPS[stop + 1][i] - STOPS[stop][i]));
        }
        return new Color(mixed[0], mixed[1], mixed[2]);
    }

    static Color lighter(Color c) {
        return new Color(lighter(c.getRed()), lighter(c.getGreen()), lighter(c.getBlue()));
    }

    private static int lighter(int part) {
        return 255 - (255 - part) * 55 / 100;
    }
}
